// What people deleted and may still have back: it is in no other repository meanwhile.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// Every member may also fail with io_failed, disk_full (writes) or internal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

enum class TrashKind { slogan, asset, playlist, schedule, daypart, period, campaign };

// "slogan". Total.
std::string_view to_slug(TrashKind kind);

// A thing in the trash.
struct TrashEntry {
    std::string id; // of the thing
    TrashKind kind = TrashKind::slogan;
    UnitId unit;
    std::string name;
    AccountId deleted_by;
    Instant deleted_at{};
    Instant until{};              // then it goes for good
    std::uint64_t size_bytes = 0; // of the blobs kept for it; keep() finds it

    friend bool operator==(const TrashEntry&, const TrashEntry&) = default;
};

class TrashRepository {
public:
    virtual ~TrashRepository() = default;

    // Copies the thing with all its parts. In the same write the caller then removes it from its
    // own repository, which refuses what is in use. not_found; already_exists.
    virtual Status keep(const TrashEntry& entry) = 0;
    // Puts the thing back as it was, at its version, and takes it out of the trash; an asset that
    // was being processed waits for it again. not_found. wrong_state when something it refers to is
    // not there: the params say `in_trash` with the name of one that must come back first, or else
    // `gone` with how many will never.
    virtual Status restore(const std::string& id) = 0;
    // For good. Returns the blobs that it named, each once, which may now be nobody's. not_found.
    virtual Result<std::vector<Sha256>> remove(const std::string& id) = 0;

    virtual Result<TrashEntry> entry(const std::string& id) const = 0;
    virtual Result<PageOf<TrashEntry>> entries(const Scope& scope, const Page& page) const = 0;
    // Those with until <= now, at most `rows_max`, in order of id.
    virtual Result<std::vector<TrashEntry>> over(Instant now, std::size_t rows_max) const = 0;
};

} // namespace marquee::manager
