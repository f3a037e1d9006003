#include "manager/preview/picture_cache.hpp"

namespace marquee::manager {

std::optional<std::string> PictureCache::find(const Sha256& key) {
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(key);
    if (place == places_.end()) {
        return std::nullopt;
    }
    shelf_.splice(shelf_.begin(), shelf_, place->second);
    return place->second->second;
}

void PictureCache::keep(const Sha256& key, const std::string& picture) {
    const std::lock_guard lock(mutex_);
    if (picture.size() > bytes_max_ || places_.contains(key)) {
        return;
    }
    shelf_.emplace_front(key, picture);
    places_[key] = shelf_.begin();
    bytes_ += picture.size();
    while (bytes_ > bytes_max_) {
        bytes_ -= shelf_.back().second.size();
        places_.erase(shelf_.back().first);
        shelf_.pop_back();
    }
}

} // namespace marquee::manager
