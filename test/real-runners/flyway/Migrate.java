import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Runs Flyway as its command line does: Migrate URL LOCATION [session-lock]. */
public class Migrate {
    public static void main(String[] arguments) {
        try {
            var configuration = Flyway.configure().dataSource(arguments[0], "postgres", "").locations("filesystem:" + arguments[1])
                .baselineOnMigrate(true).baselineVersion("0");
            if (arguments.length > 2) {
                configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
            }
            configuration.load().migrate();
        } catch (Exception exception) {
            System.err.println(exception.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }
}
