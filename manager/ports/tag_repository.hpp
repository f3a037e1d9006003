// The words people put on what is in the library, to find it by.
//
// They belong to no version of the thing: a tag changes nothing that was approved. Obtained from a
// Database (database.hpp) for the length of one read or write; const members read. Every member may
// also fail with io_failed, disk_full (writes) or internal.
#pragma once

#include <string>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

struct Tagged {
    std::string id;                // of the slogan, asset or playlist
    UnitId unit;                   // whose it is
    std::vector<std::string> tags; // ascending, unique; never empty

    friend bool operator==(const Tagged&, const Tagged&) = default;
};

class TagRepository {
public:
    virtual ~TagRepository() = default;

    // In place of those the thing had; no tags at all remove the row.
    virtual Status put(const Tagged& row, Instant now) = 0;
    // Succeeds too when there is nothing to remove.
    virtual Status remove(const std::string& id) = 0;
    // Empty: nobody has put any on it.
    virtual Result<std::vector<std::string>> of(const std::string& id) const = 0;
    virtual Result<PageOf<Tagged>> tagged(const Scope& scope, const Page& page) const = 0;
};

} // namespace marquee::manager
