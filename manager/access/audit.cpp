#include "manager/access/audit.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "common/sha256.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

Status check_row(const AuditRow& row, const AuditRow& before) {
    if (row.number == before.number + 1 && row.previous == before.hash
        && row.hash == audit_hash(row)) {
        return {};
    }
    return fail(ErrorCode::digest_wrong, "the audit trail has been tampered with at this row",
                std::to_string(before.number + 1));
}

constexpr std::string_view trim_action = "audit.trim";
constexpr std::int64_t trimmed_at_once = 5'000; // all writers wait

// True for the row that recorded how the trail was cut off after `last`.
bool tells_of(const AuditRow& row, const AuditRow& last) {
    return row.action == trim_action && row.subject == std::to_string(last.number)
           && row.detail == to_hex(last.hash);
}

Error cut_off(const AuditRow& last) {
    return {ErrorCode::digest_wrong,
            "the beginning of the audit trail has been cut off",
            std::to_string(last.number),
            {}};
}

} // namespace

Sha256 audit_hash(const AuditRow& row) {
    Sha256Stream stream;
    stream.update("marquee-audit-1");
    stream.update(
        {reinterpret_cast<const char*>(row.previous.bytes.data()), row.previous.bytes.size()});
    for (const std::string& field :
         {std::to_string(row.number), std::to_string(row.at.time_since_epoch().count()),
          row.unit.value, row.actor.value, row.action, row.subject, row.detail}) {
        stream.update(std::to_string(field.size()) + ":");
        stream.update(field);
    }
    return stream.finish();
}

Status record(Change& change, const AuditEntry& entry) {
    if (entry.detail.size() > limits::note_bytes_max) {
        return fail(ErrorCode::too_large, "the detail of an audit row is too long");
    }
    return change.access.last_audit().and_then([&](const std::optional<AuditRow>& last) {
        AuditRow row;
        row.number = last ? last->number + 1 : 1;
        row.at = entry.at;
        row.unit = entry.unit;
        row.actor = entry.actor;
        row.action = entry.action;
        row.subject = entry.subject;
        row.detail = entry.detail;
        row.previous = last ? last->hash : Sha256{};
        row.hash = audit_hash(row);
        return change.access.append_audit(row);
    });
}

Result<std::int64_t> verify_audit(const AccessRepository& access) {
    AuditRow before;
    before.number = 0;
    std::int64_t count = 0;
    std::optional<AuditRow> wanted; // the row of the trimming that made this beginning
    for (;;) {
        const auto rows = access.audit_after(before.number, limits::page_rows_max);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        if (rows->empty()) {
            return wanted ? tl::unexpected<Error>(cut_off(*wanted)) : Result<std::int64_t>(count);
        }
        if (count == 0 && rows->front().number > 1) {
            before.number = rows->front().number - 1;
            before.hash = rows->front().previous;
            wanted = before;
        }
        for (const AuditRow& row : *rows) {
            if (Status sound = check_row(row, before); !sound) {
                return tl::unexpected<Error>(sound.error());
            }
            if (wanted && tells_of(row, *wanted)) {
                wanted.reset();
            }
            before = row;
            ++count;
        }
    }
}

Result<std::int64_t> trim_audit(Database& database, Instant kept_since, Instant now) {
    return database.write([&](Change& change) -> Result<std::int64_t> {
        const AccessRepository& access = change.access;
        const auto kept = access.audit_of({.from = kept_since}, 1);
        const auto oldest = access.audit_after(0, 1);
        const auto organisation = change.fleet.organisation();
        if (!kept || !oldest || !organisation) {
            return tl::unexpected<Error>(!kept     ? kept.error()
                                         : !oldest ? oldest.error()
                                                   : organisation.error());
        }
        if (kept->empty() || kept->front().number <= oldest->front().number) {
            return 0;
        }
        const std::int64_t first = oldest->front().number;
        const std::int64_t last = std::min(kept->front().number - 1, first + trimmed_at_once - 1);
        return access.audit_after(last - 1, 1).and_then([&](const std::vector<AuditRow>& rows) {
            return record(change, {.at = now,
                                   .unit = organisation->root,
                                   .actor = {},
                                   .action = std::string(trim_action),
                                   .subject = std::to_string(last),
                                   .detail = to_hex(rows.front().hash)})
                .and_then([&] { return change.access.remove_audit_until(last); })
                .map([&] { return last - first + 1; });
        });
    });
}

} // namespace marquee::manager
