// The audit trail: who did what to whose thing, in a chain that shows tampering.
//
// Row n's hash is SHA-256 over "marquee-audit-1", the hash of row n − 1 (32 zero bytes for the
// first) and then, each as its decimal length in bytes, ':' and its bytes: number, at (microseconds
// since 1970 UTC), unit, actor, action, subject, detail. Cutting rows off at the end leaves a valid
// chain; whoever keeps the last hash elsewhere sees that too.
#pragma once

#include <cstdint>
#include <string>

#include "manager/ports/database.hpp"

namespace marquee::manager {

// What a use case says about a change it makes.
struct AuditEntry {
    Instant at{};
    UnitId unit;         // whose thing it is
    AccountId actor;     // empty: the product itself
    std::string action;  // "schedule.create"
    std::string subject; // id of the thing
    std::string detail;  // for people
};

// Appends the entry in the transaction of the change it is about, so there is never one without the
// other. too_large for a detail over limits::note_bytes_max.
Status record(Change& change, const AuditEntry& entry);

// As the row should have it; AuditRow::hash itself is not looked at.
Sha256 audit_hash(const AuditRow& row);

// Walks the whole trail and returns the number of rows. digest_wrong at the first row that was
// changed, taken out or slipped in; `where` is its number. A trail that does not begin with row 1
// must hold the row that says how it was trimmed.
Result<std::int64_t> verify_audit(const AccessRepository& access);

// Takes away rows from before `kept_since`, oldest first and some thousands at a time, and records
// it: the row's subject is the last number taken, its detail the hash that the next row follows.
// Returns how many; 0 when there is nothing so old. Rows from after the first that is kept stay,
// whatever their instants.
Result<std::int64_t> trim_audit(Database& database, Instant kept_since, Instant now);

} // namespace marquee::manager
