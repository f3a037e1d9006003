// One request at a time for each upload.
#pragma once

#include <mutex>
#include <optional>
#include <unordered_set>
#include <utility>

#include "schemas/model/ids.hpp"

namespace marquee::manager {

class UploadHolds {
public:
    // Gives the upload free when it goes. Does not outlive the holds.
    class Hold {
    public:
        Hold(UploadHolds& holds, UploadId id) : holds_(&holds), id_(std::move(id)) {}
        Hold(Hold&& other) noexcept
            : holds_(std::exchange(other.holds_, nullptr)), id_(std::move(other.id_)) {}
        Hold& operator=(Hold&&) = delete;
        ~Hold() {
            if (holds_) {
                holds_->give_free(id_);
            }
        }

    private:
        UploadHolds* holds_; // null when moved from
        UploadId id_;
    };

    // nullopt: somebody else holds it. Any thread; never blocks for long.
    std::optional<Hold> take(const UploadId& id) {
        const std::lock_guard lock(mutex_);
        return held_.insert(id).second ? std::optional<Hold>(std::in_place, *this, id)
                                       : std::nullopt;
    }

private:
    void give_free(const UploadId& id) {
        const std::lock_guard lock(mutex_);
        held_.erase(id);
    }

    std::mutex mutex_;
    std::unordered_set<UploadId> held_; // guarded by mutex_
};

} // namespace marquee::manager
