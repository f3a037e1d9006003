// What could not be shown and is not tried again for the time being.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "player/ports/frame.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Items are known by program, revision and content, so other bytes or a new revision are tried
// again at once. A failure of the world (disk, worker, memory) is tried again after five minutes.
// Several may have one name, and reports know names only. Pure state; one thread.
class Quarantine {
public:
    // Returns the entry to report, or nothing if it was there already.
    std::optional<Quarantined> put(const ShownItem& item, const std::string& name,
                                   const Error& error, Instant now);

    bool holds(const ShownItem& item) const;

    // Lets go what may be tried again by now, and what waits for a time that a clock told that was
    // ahead. Returns the names of which nothing is left.
    std::vector<std::string> release(Instant now);

    // Lets go all that is not wanted any more. Returns the names of which nothing is left.
    std::vector<std::string> keep(const std::function<bool(const ShownItem&)>& is_wanted);

private:
    struct Entry {
        ShownItem item;
        std::string name;
        std::optional<Instant> until; // none: until the bytes change
    };

    std::vector<std::string> let_go(const std::function<bool(const Entry&)>& is_free);

    std::vector<Entry> entries_;
};

} // namespace marquee::player
