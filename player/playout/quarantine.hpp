// What could not be shown and is not tried again for the time being.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/ports/frame.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Items are known by program, revision and content, so other bytes or a new revision are tried
// again at once. A failure of the world (disk, worker, memory) is tried again after five minutes.
// Pure state; one thread.
class Quarantine {
public:
    // Returns the entry to report, or nothing if it was there already.
    std::optional<Quarantined> put(const ShownItem& item, const std::string& name,
                                   const Error& error, Instant now);

    bool holds(const ShownItem& item) const;

    // Lets go what may be tried again by now; returns the names.
    std::vector<std::string> release(Instant now);

private:
    struct Entry {
        ShownItem item;
        std::string name;
        std::optional<Instant> until; // none: until the bytes change
    };
    std::vector<Entry> entries_;
};

} // namespace marquee::player
