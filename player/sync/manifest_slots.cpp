#include "player/sync/manifest_slots.hpp"

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t pointer_bytes_max = 16;

} // namespace

ManifestSlots::ManifestSlots(StateDirectory& directory, const DisplayId& display)
    : directory_(directory), folder_("displays/" + display.value + "/") {}

std::string ManifestSlots::slot_name(ManifestSlot slot) const {
    return folder_ + (slot == ManifestSlot::a ? "slot-a.json" : "slot-b.json");
}

std::optional<ManifestSlot> ManifestSlots::pointer() {
    const std::string name = folder_ + "pointer";
    const std::optional<std::string> text = directory_.read(name, pointer_bytes_max);
    if (text == "a\n") {
        return ManifestSlot::a;
    }
    if (text == "b\n") {
        return ManifestSlot::b;
    }
    if (text) {
        directory_.set_aside(name, {ErrorCode::malformed, "not a pointer to a slot", name, {}});
    }
    return std::nullopt;
}

std::optional<std::string> ManifestSlots::read(ManifestSlot slot) {
    return directory_.read(slot_name(slot), limits::envelope_bytes_max(limits::manifest_bytes_max));
}

Status ManifestSlots::write(ManifestSlot slot, std::string_view envelope) {
    return directory_.write(slot_name(slot), envelope);
}

Status ManifestSlots::point_at(ManifestSlot slot) {
    return directory_.write(folder_ + "pointer", slot == ManifestSlot::a ? "a\n" : "b\n");
}

void ManifestSlots::set_aside(ManifestSlot slot, const Error& why) {
    directory_.set_aside(slot_name(slot), why);
}

} // namespace marquee::player
