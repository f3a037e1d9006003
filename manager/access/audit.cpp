#include "manager/access/audit.hpp"

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
    for (;;) {
        const auto rows = access.audit_after(before.number, limits::page_rows_max);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        if (rows->empty()) {
            return before.number;
        }
        for (const AuditRow& row : *rows) {
            if (Status sound = check_row(row, before); !sound) {
                return tl::unexpected<Error>(sound.error());
            }
            before = row;
        }
    }
}

} // namespace marquee::manager
