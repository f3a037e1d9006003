// What people delete stays in the trash for a while; then, or when they say so, it goes for good.
#pragma once

#include <chrono>
#include <string>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/library/blob_gate.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

inline constexpr std::chrono::days trash_kept{30};

// A thing that somebody deletes.
struct Discarded {
    TrashKind kind = TrashKind::slogan;
    std::string id;
    UnitId unit;
    std::string name;
};

// Keeps a copy in the trash; the caller removes the thing next, in the same write, and records it.
Status keep_in_trash(Change& change, const Discarded& thing, const AccountId& actor, Instant now);

// Any thread; blocks on the database and the disk. Failures are those of TrashRepository.
class Trash {
public:
    Trash(Database& database, BlobStore& blobs, BlobGate& gate, const Clock& clock, const Log& log)
        : database_(database), blobs_(blobs), gate_(gate), clock_(clock), log_(log) {}

    // For good, with the bytes that nothing else has. An empty actor is the product itself.
    Status remove(const std::string& id, const AccountId& actor);

    // Removes what has been in it long enough; the product's own work.
    Status sweep();

private:
    Database& database_;
    BlobStore& blobs_;
    BlobGate& gate_;
    const Clock& clock_;
    const Log& log_;
};

} // namespace marquee::manager
