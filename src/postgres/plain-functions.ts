import type { QualifiedName } from '../operations/operation.ts';

/** Built-in functions that migrations call in a SELECT of their own, and that change no schema. */
const plain: ReadonlySet<string> = new Set(
  `setval nextval currval lastval set_config current_setting now clock_timestamp statement_timestamp pg_sleep version current_schema current_database current_user session_user
   pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock pg_advisory_unlock_all pg_notify pg_get_serial_sequence
   pg_relation_size pg_total_relation_size to_regclass to_regtype count max min sum avg bool_and bool_or every array_agg string_agg json_agg jsonb_agg
   json_object_agg jsonb_object_agg json_build_object jsonb_build_object json_build_array jsonb_build_array jsonb_set jsonb_array_elements json_array_elements
   jsonb_array_elements_text json_array_elements_text jsonb_each jsonb_each_text json_each json_each_text jsonb_object_keys json_object_keys jsonb_array_length
   json_array_length jsonb_typeof json_typeof to_json to_jsonb row_to_json jsonb_strip_nulls coalesce nullif greatest least lower upper initcap trim btrim ltrim rtrim
   length char_length octet_length substring substr left right position strpos replace translate overlay regexp_replace regexp_matches regexp_match regexp_split_to_array
   regexp_split_to_table split_part concat concat_ws format quote_ident quote_literal quote_nullable repeat reverse lpad rpad md5 sha256 encode decode convert_from convert_to
   ascii chr to_char to_date to_timestamp to_number to_hex extract date_part date_trunc timezone age make_date make_timestamp make_interval justify_interval abs ceil ceiling floor
   round trunc mod power sqrt random sign gen_random_uuid uuid_generate_v4 uuid_generate_v1 generate_series unnest array_append array_prepend array_cat array_length
   array_position array_remove array_replace array_to_string string_to_array cardinality array_upper array_lower row_number rank dense_rank lag lead first_value last_value
   ntile pg_typeof enum_range exists crypt gen_salt digest hmac obj_description col_description pg_get_viewdef pg_get_constraintdef pg_get_functiondef pg_get_indexdef
   has_table_privilege pg_table_is_visible format_type txid_current pg_current_xact_id pg_backend_pid pg_terminate_backend pg_cancel_backend`.split(/\s+/),
);

/** Whether a function that a SELECT calls can change neither a schema nor what names mean. */
export function hasNoEffects({ schema, name }: QualifiedName): boolean {
  return schema === 'pg_catalog' || (schema === '' && plain.has(name));
}
