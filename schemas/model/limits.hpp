// Every limit of the product, used by wire, rules and all programs alike: here, and for what is
// shown in content_limits.hpp, which comes with it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "schemas/model/content_limits.hpp"

namespace marquee::limits {

// JSON, whoever sends it.
inline constexpr std::size_t json_depth_max = 16;
inline constexpr std::size_t json_values_max = 400'000;                 // per document
inline constexpr std::int64_t json_integer_max = 9'007'199'254'740'991; // RFC 7493
inline constexpr std::size_t name_bytes_max = 400;
inline constexpr std::size_t word_bytes_max = 100; // language tags, versions, media types, slugs
inline constexpr std::size_t url_bytes_max = 2'000;
inline constexpr std::size_t note_bytes_max = 4 * KiB;

// Documents on the wire, as bytes of the payload.
inline constexpr std::size_t manifest_bytes_max = 8 * MiB;
inline constexpr std::size_t program_bytes_max = 2 * MiB;
inline constexpr std::size_t override_bytes_max = 256 * KiB;
inline constexpr std::size_t trust_bytes_max = 512 * KiB;
inline constexpr std::size_t time_token_bytes_max = 2 * KiB;
inline constexpr std::size_t heartbeat_bytes_max = 256 * KiB;
inline constexpr std::size_t enrolment_file_bytes_max = 16 * KiB;
inline constexpr std::size_t enrolment_request_bytes_max = 128 * KiB;
inline constexpr std::size_t certificate_renewal_bytes_max = 64 * KiB; // request or answer
inline constexpr std::size_t acknowledgement_bytes_max = 1 * KiB;
inline constexpr std::size_t journal_segment_bytes_max = 1 * MiB;
inline constexpr std::size_t staff_body_bytes_max = 1 * MiB;
inline constexpr std::size_t console_files_max = 1'000; // of the built console
inline constexpr std::size_t console_file_bytes_max = 8 * MiB;
inline constexpr std::size_t signatures_max = 16;
inline constexpr std::size_t signature_bytes_max = 128;
inline constexpr std::size_t public_key_bytes_max = 512;       // DER SubjectPublicKeyInfo
inline constexpr std::size_t certificate_bytes_max = 16 * KiB; // PEM, with its authority
inline constexpr std::size_t critical_names_max = 32;
inline constexpr std::size_t problem_params_max = 32;
inline constexpr std::size_t nonce_bytes_min = 16;
inline constexpr std::size_t nonce_bytes_max = 64;
inline constexpr std::size_t secret_bytes_max = 200; // one-time tokens, bearer tokens
inline constexpr std::size_t certificate_request_bytes_max = 16 * KiB;
inline constexpr std::size_t findings_max = 50; // listed about one document

// An envelope as JSON: its payload in base64, and the signatures.
constexpr std::size_t envelope_bytes_max(std::size_t payload_bytes_max) {
    return (payload_bytes_max + 2) / 3 * 4 + 16 * KiB;
}

// A player and its manager.
inline constexpr std::size_t contact_answer_bytes_max = 4 * MiB;
inline constexpr std::size_t enrolment_answer_bytes_max = 256 * KiB;
inline constexpr std::size_t problem_bytes_max = 64 * KiB;
inline constexpr std::int64_t link_connect_seconds_max = 10;   // TCP, then again for TLS
inline constexpr std::int64_t link_silence_seconds_max = 20;   // between two pieces of an answer
inline constexpr std::int64_t link_answer_seconds_max = 120;   // for any whole document
inline constexpr std::int64_t contact_retry_seconds_min = 5;   // after the first failure
inline constexpr std::int64_t contact_retry_seconds_max = 600; // however often it failed
inline constexpr std::size_t screenshot_bytes_max = 16 * MiB;  // a PNG
inline constexpr std::int64_t screenshot_seconds_max = 120;    // from the request to the picture
inline constexpr std::size_t hint_bytes_max = 4 * KiB;
inline constexpr std::size_t hint_reasons_max = 16;
inline constexpr std::size_t websocket_fragments_max = 1'000; // of one message
inline constexpr std::size_t overrides_kept_max = 256;
inline constexpr std::size_t trust_steps_max = 64;            // versions walked in one go
inline constexpr std::size_t quarantine_kept_max = 32;        // set-aside files on a player
inline constexpr std::size_t quarantine_reported_max = 16;    // of one display, in one heartbeat
inline constexpr std::uint64_t disk_reserve_bytes = 64 * MiB; // kept free for state and journals

// Decoding media in another process.
inline constexpr std::size_t decode_arena_bytes = 256 * MiB; // shared; only touched pages cost
inline constexpr std::uint64_t decode_address_space_bytes = 1 * GiB;
inline constexpr std::size_t decode_packets_bytes_max = 48 * MiB; // demuxed, waiting
inline constexpr std::int64_t video_pixels_max = 36'000'000;      // one frame, 8K
inline constexpr std::uint64_t decode_stride_bytes_max = 65'536;
inline constexpr std::uint32_t decode_frame_ids_max = 64;
inline constexpr int decode_frames_held_max = 4; // by the compositor, of one worker
inline constexpr std::int64_t decode_frame_step_us_max = 10'000'000;
inline constexpr std::int64_t decode_start_ms_max = 15'000;  // exec to first frame
inline constexpr std::int64_t decode_silence_ms_max = 3'000; // frame to frame
inline constexpr std::uint64_t picture_cpu_seconds_max = 30;
inline constexpr std::uint64_t video_cpu_seconds_max = 24ULL * 3'600;
inline constexpr int jpeg_scans_max = 200;
inline constexpr std::size_t webp_bytes_max = 64 * MiB;     // held whole while it decodes
inline constexpr std::size_t animation_frames_max = 10'000; // of one GIF or WebP
inline constexpr std::int64_t animation_frame_ms_min =
    20; // shorter is taken as 100, as browsers do

// A player that must not stay down.
inline constexpr std::int64_t render_stuck_ms_max = 1'000; // between two signs of the render thread
inline constexpr int crash_starts_max = 5;                 // within crash_window_seconds: then the
inline constexpr std::int64_t crash_window_seconds = 120;  // slate alone, and the network
inline constexpr std::int64_t output_retry_ms = 500;       // a lost output or sound device

// Making renditions of uploads, each step in a child process (manager/library).
inline constexpr std::uint64_t ingest_address_space_bytes = 6 * GiB; // a 2160p film takes 2
inline constexpr std::size_t ingest_facts_max = 20'000;              // lines a probe may say
inline constexpr std::size_t ingest_packets_max = 4'000'000;         // of one film, looked at
inline constexpr std::int64_t ingest_look_ms_max = 60'000;           // a probe
inline constexpr std::int64_t ingest_silence_ms_max = 180'000;       // without progress
inline constexpr std::int64_t ingest_film_ms_max = 12LL * 3'600 * 1'000;
inline constexpr std::uint64_t ingest_cpu_seconds_max = 24ULL * 3'600;
inline constexpr std::int64_t film_ms_max = 3LL * 3'600 * 1'000;    // of content; longer: refused
inline constexpr std::int32_t rendition_picture_pixels_max = 3'840; // width or height
inline constexpr std::int32_t rendition_frames_per_second_max = 60;
inline constexpr double loudness_lufs = -23.0; // EBU R 128
inline constexpr double loudness_peak_dbtp_max = -1.0;
inline constexpr std::uint64_t ingest_reserve_bytes = 512 * MiB; // kept free on the manager's disk
// Previews.
inline constexpr std::int64_t preview_pixels_max = 9'000'000; // of one display: 4K, either way up
inline constexpr std::int64_t preview_at_ms_max = 7LL * 24 * 3'600 * 1'000; // into the loop
inline constexpr std::size_t preview_shapes_max = 64;                       // of one slogan check
inline constexpr std::size_t missing_glyphs_max = 64;                       // listed of one text
inline constexpr std::size_t render_request_bytes_max = 4 * MiB;
inline constexpr std::size_t render_head_bytes_max = 64 * KiB; // of an answer, before the picture
inline constexpr std::size_t render_picture_bytes_max = 40 * MiB;
inline constexpr std::int64_t render_draw_ms_max = 10'000; // until everything is decoded
inline constexpr std::int64_t render_watchdog_ms_max = 15'000;
inline constexpr std::int64_t render_check_ms_max = 3'000;           // of a slogan
inline constexpr std::size_t render_requests_waiting_max = 3;        // of one renderer
inline constexpr std::uint64_t render_address_space_bytes = 8 * GiB; // decoders' arenas are mapped
inline constexpr std::size_t preview_cache_bytes_max = 64 * MiB;

// Manifests and fleets.
inline constexpr std::size_t displays_per_player_max = 8;
inline constexpr std::size_t schedules_per_manifest_max = 2'000;
inline constexpr std::size_t programs_per_manifest_max = 2'000;
inline constexpr std::size_t windows_per_schedule_max = 48;
inline constexpr std::size_t day_rules_max = 64;      // of one list
inline constexpr std::size_t day_exceptions_max = 64; // of one Times
inline constexpr std::size_t day_rules_per_manifest_max = 20'000;
inline constexpr std::int32_t schedule_weight_max = 10;
inline constexpr std::int32_t plays_per_hour_max = 3'600;
inline constexpr std::int64_t repeat_gap_seconds_max =
    3'000; // a play must fit beside it in an hour
inline constexpr std::int64_t interrupt_seconds_per_hour_max = 3'600;
inline constexpr std::size_t hour_plan_plays_max = 4'000;     // interrupts of one hour
inline constexpr std::size_t hour_plan_turns_max = 1'000'000; // weighed for one hour
inline constexpr std::size_t level_points_max = 96;
inline constexpr std::size_t level_caps_max = 32;
inline constexpr std::size_t zone_transitions_max = 400;
inline constexpr std::size_t zone_file_bytes_max = 1 * MiB; // of zoneinfo
inline constexpr std::size_t zone_file_transitions_max = 10'000;
inline constexpr std::size_t off_hours_max = 100;
inline constexpr std::size_t displays_addressed_max = 4'000; // by name, in a program or override
inline constexpr std::size_t units_addressed_max = 1'000;
inline constexpr std::size_t overrides_per_contact_max = 32;
inline constexpr std::size_t overrides_counted_max = 1'000; // whose receipts are remembered
inline constexpr std::size_t quarantine_max = 64;           // reported for one display
inline constexpr std::size_t formats_announced_max = 64;
inline constexpr std::size_t capabilities_announced_max = 256;
inline constexpr std::size_t journal_file_records_max = 150; // always fits one segment
inline constexpr std::size_t journal_file_bytes_max = 2 * MiB;
inline constexpr std::size_t journal_records_max = 8'000; // of one segment
inline constexpr std::size_t journal_files_max = 4'000;   // kept by a player, of one display
inline constexpr std::size_t journal_events_waiting_max = 10'000; // on their way to the disk
inline constexpr std::size_t journal_segments_per_turn_max = 20;  // delivered after one contact
inline constexpr std::int64_t journal_beat_seconds_max = 5;       // between two marks of life
inline constexpr std::int64_t journal_ahead_seconds_max = 300;    // of the manager's clock
inline constexpr std::size_t trust_keys_max = 512;
inline constexpr std::size_t tls_authorities_max = 8;

// Lists and people.
inline constexpr std::size_t page_rows_default = 100;
inline constexpr std::size_t page_rows_max = 500;
inline constexpr std::size_t scope_units_max = 64;     // subtrees that one list spans
inline constexpr std::int64_t report_days_max = 1'100; // three years
inline constexpr std::size_t metrics_levels_max = 2;   // of units below those granted
inline constexpr std::size_t metrics_units_max = 200;  // with series of their own
inline constexpr std::uint64_t manager_disk_free_bytes_min = 256 * MiB; // or it is not ready
inline constexpr std::size_t uptime_stretches_max = 10'000;             // listed in one answer
inline constexpr std::size_t grants_per_account_max = 64;
inline constexpr std::size_t unit_depth_max = 16; // levels of the tree
inline constexpr std::size_t tags_per_display_max = 32;
inline constexpr std::size_t tokens_per_account_max = 64; // not revoked
inline constexpr std::size_t displays_per_group_max = displays_addressed_max;
inline constexpr std::int64_t explanation_days_max = 400; // looked ahead for a next run
inline constexpr std::int64_t timeline_days_max = 31;     // of one answer
inline constexpr std::size_t timeline_spans_max = 2'000;
inline constexpr std::size_t timeline_shares_max = 20'000; // of all spans of an answer
inline constexpr std::size_t timeline_steps_max = 10'000;  // evaluations for one answer
inline constexpr std::size_t groups_addressed_max = 200;
inline constexpr std::size_t tag_expression_bytes_max = 2 * KiB;
inline constexpr std::size_t tag_expression_terms_max = 100;
inline constexpr std::size_t tag_expression_depth_max = 16;
inline constexpr std::int64_t forecast_days_max = 31;
inline constexpr std::int64_t schedule_check_days_max = 14;
inline constexpr std::size_t schedule_check_reasons_max = 50;  // listed in one answer
inline constexpr std::size_t schedule_check_examples_max = 20; // displays named for one reason
inline constexpr std::size_t calendar_feed_events_max = 2'000; // of one .ics feed
inline constexpr std::int64_t calendar_feed_days_max = 60;     // ahead
inline constexpr std::size_t calendar_import_bytes_max = 256 * KiB;
inline constexpr std::size_t calendar_import_events_max = 2'000;
inline constexpr std::int64_t campaign_goal_minutes_max = 24 * 60; // per display and day
inline constexpr std::int64_t campaign_goal_plays_max = 36'000;
inline constexpr std::int64_t approvals_required_max = 3; // of one revision
inline constexpr std::int64_t audit_kept_days_min = 183;
inline constexpr std::int64_t enrolment_code_seconds_max = 600;
inline constexpr std::size_t enrolment_code_characters = 8;
inline constexpr std::size_t enrolment_codes_max = 2'000; // waiting at once
inline constexpr std::size_t enrolment_codes_per_address_max = 64;
inline constexpr std::int64_t enrolment_code_tries_max = 10; // wrong codes of one account
inline constexpr std::size_t password_characters_min = 12;   // a Han character counts as two
inline constexpr std::size_t password_bytes_max = 1'024;
inline constexpr std::int64_t password_link_seconds_max = 24 * 3'600;
inline constexpr std::size_t first_links_max = 8;             // good at the same time
inline constexpr std::size_t password_checks_max = 2;         // at once, 64 MiB each
inline constexpr std::size_t password_checks_waiting_max = 2; // for one of those
inline constexpr std::size_t password_checks_per_address_max = 2;
inline constexpr std::int64_t session_idle_seconds_max = 3'600;
inline constexpr std::int64_t session_seconds_max = 12 * 3'600;
inline constexpr std::size_t sessions_per_account_max = 16;
inline constexpr std::int64_t tries_per_account_max = 5;  // before the first lock
inline constexpr std::int64_t tries_per_address_max = 20; // many people may share one
inline constexpr std::int64_t lock_seconds_min = 30;      // doubles with every further failure
inline constexpr std::int64_t lock_seconds_max = 900;
inline constexpr std::int64_t tries_remembered_seconds = 24 * 3'600;
inline constexpr std::size_t tries_remembered_max = 20'000; // names and addresses

// The manager's database.
inline constexpr std::uint64_t database_bytes_max = 256 * GiB;
inline constexpr std::int32_t database_busy_ms_max = 10'000; // waiting for a lock or a reader
inline constexpr std::size_t writes_waiting_max = 4'096;
inline constexpr std::size_t writes_per_commit_max = 256;

// The network front: what a site starts with (manager/front/front_limits.hpp says what each is).
inline constexpr std::size_t front_connections_max = 16'384; // per listener
inline constexpr std::size_t front_connections_per_address_max = 4'096;
inline constexpr std::size_t front_queued_requests_max = 256;
inline constexpr std::size_t front_header_bytes_max = 16 * KiB;
inline constexpr std::size_t front_body_memory_bytes_max = 512 * MiB;
inline constexpr std::int64_t front_handshake_ms_max = 10'000;
inline constexpr std::int64_t front_header_ms_max = 10'000;
inline constexpr std::int64_t front_idle_ms_max = 75'000;
inline constexpr std::int64_t front_transfer_pause_ms_max = 20'000;
inline constexpr std::uint64_t front_transfer_bytes_per_second_min = 512;

// The live channel.
inline constexpr std::int64_t channel_ping_ms = 20'000;        // of silence; then a ping
inline constexpr std::int64_t channel_silence_ms_max = 45'000; // no whole message and no pong

// Time.
inline constexpr std::int64_t notice_seconds_max = 2 * 3'600;
inline constexpr std::int64_t black_seconds_max = 24 * 3'600;
inline constexpr std::int64_t zone_offset_seconds_max = 24 * 3'600; // east or west of UTC
inline constexpr std::int64_t next_contact_seconds_max = 3'600;
inline constexpr std::int64_t wall_clock_ahead_seconds_max = 36 * 3'600; // of the trusted floor
inline constexpr std::int64_t time_token_round_trip_seconds_max = 30;
inline constexpr std::int64_t certificate_seconds_min = 3'600;                    // a player's
inline constexpr std::int64_t certificate_seconds_max = 10LL * 366 * 24 * 3'600;  // a player's
inline constexpr std::int64_t certificate_grace_seconds_max = 180LL * 24 * 3'600; // after its end
inline constexpr std::int64_t renewal_retry_seconds_min = 3'600; // after one that failed
inline constexpr std::int64_t offline_seconds_min = 90;          // of silence
inline constexpr std::int64_t update_seconds_max = 600; // from a new manifest to the display

// Calendars.
inline constexpr std::size_t recurrence_text_bytes_max = 32 * KiB;
inline constexpr std::int32_t recurrence_interval_max = 10'000; // days, weeks, months or years
inline constexpr std::int32_t recurrence_count_max = 10'000;
inline constexpr std::size_t recurrence_values_max = 400;  // of one part: BYDAY=...
inline constexpr std::size_t recurrence_dates_max = 1'000; // RDATE, and as many EXDATE
inline constexpr int recurrence_year_min = 1800;           // nothing happens before
inline constexpr int recurrence_year_max = 2199;           // nor after: one Gregorian cycle
inline constexpr std::int32_t market_cycle_days_max = 366;
inline constexpr std::int32_t festival_offset_days_max = 60; // before or after
inline constexpr std::size_t holiday_years_max = 100;
inline constexpr std::size_t holiday_days_max = 366; // listed of one year

// What programs read from and write to their own machine.
inline constexpr std::size_t log_value_bytes_max = 1 * KiB;
inline constexpr std::size_t configuration_file_bytes_max = 256 * KiB;
inline constexpr std::size_t key_file_bytes_max = 64 * KiB; // keys and certificates in PEM

} // namespace marquee::limits
