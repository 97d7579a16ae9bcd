import org.flywaydb.core.Flyway;

/** Runs Flyway as its command line does: Migrate URL LOCATION [key=value…]. */
public class Migrate {
    public static void main(String[] arguments) {
        var settings = new java.util.HashMap<String, String>();
        for (int i = 2; i < arguments.length; i++) {
            var parts = arguments[i].split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        try {
            Flyway.configure().dataSource(arguments[0], "postgres", "").locations("filesystem:" + arguments[1])
                .baselineOnMigrate(true).baselineVersion("0").configuration(settings).load().migrate();
        } catch (Exception exception) {
            System.err.println(exception.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }
}
