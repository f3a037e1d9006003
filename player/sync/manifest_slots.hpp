// Where the manifests of one display lie: two slots and a pointer. A new manifest is written into
// the slot that is not current; the flip of the pointer is the only commit.
//
//   displays/ID/slot-a.json, slot-b.json   envelopes, as received
//   displays/ID/pointer                    "a\n" or "b\n"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "player/sync/state_directory.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::player {

enum class ManifestSlot { a, b };

constexpr ManifestSlot other(ManifestSlot slot) {
    return slot == ManifestSlot::a ? ManifestSlot::b : ManifestSlot::a;
}

// Owned by the sync thread.
class ManifestSlots {
public:
    ManifestSlots(StateDirectory& directory, const DisplayId& display);

    // Where the pointer points; nullopt when it is missing or damaged.
    std::optional<ManifestSlot> pointer();

    // The text in a slot; nullopt when there is none.
    std::optional<std::string> read(ManifestSlot slot);

    // Writes a slot that is not current. On failure nothing that is current has changed.
    Status write(ManifestSlot slot, std::string_view envelope);

    // The commit: `slot` is current from now on, also after a power cut.
    Status point_at(ManifestSlot slot);

    void set_aside(ManifestSlot slot, const Error& why);

private:
    std::string slot_name(ManifestSlot slot) const;

    StateDirectory& directory_;
    std::string folder_;
};

} // namespace marquee::player
