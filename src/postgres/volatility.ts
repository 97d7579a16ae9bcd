/** A set that is made when it is first asked. */
function words(list: string): Pick<ReadonlySet<string>, 'has'> {
  let made: ReadonlySet<string> | undefined;
  return { has: (name) => (made ??= new Set(list.trim().split(/\s+/))).has(name) };
}

/**
 * The built-in functions that give each row another value: those that pg_proc of PostgreSQL 18 calls volatile and that an
 * expression can call. A name that is built in and not here is immutable or stable: a default that calls nothing else is
 * worked out once (`now()`, CURRENT_DATE, `txid_current()`). test/postgres/volatility.test.ts compares it with pg_proc.
 *
 * @see https://www.postgresql.org/docs/current/xfunc-volatility.html
 */
const builtIn = words(`
  amvalidate array_sample array_shuffle binary_upgrade_logical_slot_has_caught_up brin_summarize_new_values brin_summarize_range clock_timestamp
  current_query currtid2 currval cursor_to_xml cursor_to_xmlschema gen_random_uuid gin_clean_pending_list lastval lo_close lo_creat lo_create lo_export
  lo_from_bytea lo_get lo_import lo_lseek lo_lseek64 lo_open lo_tell lo_tell64 lo_truncate lo_truncate64 lo_unlink loread lowrite nextval
  pg_advisory_unlock pg_advisory_unlock_shared pg_backup_start pg_backup_stop pg_blocking_pids pg_cancel_backend pg_collation_actual_version
  pg_control_checkpoint pg_control_init pg_control_recovery pg_control_system pg_copy_logical_replication_slot pg_copy_physical_replication_slot
  pg_create_logical_replication_slot pg_create_physical_replication_slot pg_create_restore_point pg_current_logfile pg_current_wal_flush_lsn
  pg_current_wal_insert_lsn pg_current_wal_lsn pg_database_collation_actual_version pg_database_size pg_export_snapshot pg_get_sequence_data
  pg_get_wal_replay_pause_state pg_get_wal_summarizer_state pg_import_system_collations pg_indexes_size pg_is_in_recovery pg_is_wal_replay_paused
  pg_isolation_test_session_is_blocked pg_jit_available pg_last_committed_xact pg_last_wal_receive_lsn pg_last_wal_replay_lsn
  pg_last_xact_replay_timestamp pg_log_backend_memory_contexts pg_log_standby_snapshot pg_logical_emit_message pg_nextoid pg_notification_queue_usage
  pg_promote pg_read_binary_file pg_read_file pg_relation_size pg_reload_conf pg_replication_origin_create pg_replication_origin_progress
  pg_replication_origin_session_is_setup pg_replication_origin_session_progress pg_replication_slot_advance pg_restore_attribute_stats
  pg_restore_relation_stats pg_rotate_logfile pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_stat_file pg_stat_get_backend_wal
  pg_stat_get_xact_blocks_fetched pg_stat_get_xact_blocks_hit pg_stat_get_xact_function_calls pg_stat_get_xact_function_self_time
  pg_stat_get_xact_function_total_time pg_stat_get_xact_numscans pg_stat_get_xact_tuples_deleted pg_stat_get_xact_tuples_fetched
  pg_stat_get_xact_tuples_hot_updated pg_stat_get_xact_tuples_inserted pg_stat_get_xact_tuples_newpage_updated pg_stat_get_xact_tuples_returned
  pg_stat_get_xact_tuples_updated pg_stat_have_stats pg_switch_wal pg_table_size pg_tablespace_size pg_terminate_backend pg_total_relation_size
  pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_xact_commit_timestamp
  pg_xact_commit_timestamp_origin pg_xact_status query_to_xml query_to_xml_and_xmlschema query_to_xmlschema random random_normal set_config setval
  timeofday ts_rewrite txid_status uuidv4 uuidv7
`);

/** The same of extensions whose functions stand in defaults: pgcrypto, uuid-ossp. */
const ofExtensions = words('fips_mode gen_random_bytes gen_salt pgp_pub_encrypt pgp_pub_encrypt_bytea pgp_sym_encrypt pgp_sym_encrypt_bytea uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4');

/** Whether a function that no schema is written before is a volatile one of PostgreSQL's own. */
export function isVolatileBuiltIn(name: string): boolean {
  return builtIn.has(name);
}

/** Whether a function that no migration makes is a volatile one of a well-known extension. */
export function isVolatileOfExtension(name: string): boolean {
  return ofExtensions.has(name);
}
