// Pictures that were drawn lately, so that looking twice costs nothing.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "schemas/model/sha256.hpp"

namespace marquee::manager {

// Holds at most `bytes_max` of pictures; the one that was not asked for the longest goes first.
// Keys name everything a picture depends on, so nothing is ever stale. Any thread; never blocks for
// long.
class PictureCache {
public:
    explicit PictureCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    std::optional<std::string> find(const Sha256& key);

    // A picture larger than the cache is not kept.
    void keep(const Sha256& key, const std::string& picture);

private:
    using Shelf = std::list<std::pair<Sha256, std::string>>; // the newest in front

    const std::size_t bytes_max_;
    std::mutex mutex_;
    Shelf shelf_;                              // guarded by mutex_
    std::map<Sha256, Shelf::iterator> places_; // guarded by mutex_
    std::size_t bytes_ = 0;                    // guarded by mutex_
};

} // namespace marquee::manager
