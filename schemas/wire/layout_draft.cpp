#include "schemas/wire/layout_draft.hpp"

#include <algorithm>

#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::wire {

namespace {

struct ItemDraft {
    PlaylistItem item;
    std::string slogan;
};

ItemDraft read_item(const Value& value, std::string_view member) {
    const Object in = value.object();
    ItemDraft draft;
    if (const Value id = in.optional("id")) {
        draft.item.id = id.id<ItemId>();
    }
    draft.item.name = in.optional("name").line(limits::name_bytes_max);
    draft.item.duration = Milliseconds{
        in.required("duration_ms")
            .integer<std::int64_t>(limits::item_duration_ms_min, limits::item_duration_ms_max)};
    if (const Value transition = in.optional("transition")) {
        draft.item.transition = read_transition(transition.object(), draft.item.duration);
    }
    const Value slogan = in.optional(member);
    const Value content = in.optional("content");
    if (slogan && content) {
        content.refuse(ErrorCode::conflict, "an item shows a slogan or its own content, not both");
    } else if (slogan) {
        draft.slogan = slogan.line(limits::name_bytes_max, 1);
    } else if (content) {
        draft.item.content = read_content(content.object());
    } else {
        value.refuse(ErrorCode::missing_member, "an item names a slogan or carries its content");
    }
    return draft;
}

Zone read_zone(const Value& value, LayoutDraft& draft, std::string_view member) {
    const Object in = value.object();
    Zone zone;
    zone.name = in.required("name").line(limits::name_bytes_max, 1);
    zone.rect = read_zone_rect(in.required("rect"), draft.layout.canvas);
    const auto items = in.required("playlist")
                           .object()
                           .required("items")
                           .list(
                               limits::playlist_items_max,
                               [&](const Value& item) { return read_item(item, member); }, 1);
    for (const ItemDraft& item : items) {
        if (!item.slogan.empty()) {
            draft.slogans.push_back(
                {draft.layout.zones.size(), zone.playlist.items.size(), item.slogan});
        }
        zone.playlist.items.push_back(item.item);
    }
    return zone;
}

// The slogan of the item at a place; empty when it has its own content.
std::string slogan_at(const LayoutDraft& draft, std::size_t zone, std::size_t item) {
    const auto found =
        std::find_if(draft.slogans.begin(), draft.slogans.end(), [&](const auto& reference) {
            return reference.zone == zone && reference.item == item;
        });
    return found == draft.slogans.end() ? std::string() : found->slogan;
}

void write_item(ObjectWriter& out, const PlaylistItem& item, std::string_view member,
                const std::string& slogan) {
    if (!item.id.empty()) {
        out.member("id", item.id);
    }
    out.member("name", item.name);
    out.member("duration_ms", item.duration.count());
    out.object("transition",
               [&](ObjectWriter& inner) { write_transition(inner, item.transition); });
    if (slogan.empty()) {
        out.object("content", [&](ObjectWriter& inner) { write_content(inner, item.content); });
    } else {
        out.member(member, slogan);
    }
}

} // namespace

LayoutDraft read_layout_draft(const Object& in, std::string_view member) {
    LayoutDraft draft;
    draft.layout.canvas = read_size(in.required("canvas").object(), 1);
    if (const Value background = in.optional("background")) {
        draft.layout.background = background.colour();
    }
    const auto read = [&](const Value& value) {
        draft.layout.zones.push_back(read_zone(value, draft, member));
        return 0;
    };
    in.required("zones").list(limits::zones_max, read, 1);
    return draft;
}

void write_layout_draft(ObjectWriter& out, const LayoutDraft& draft, std::string_view member) {
    const Layout& layout = draft.layout;
    out.object("canvas", [&](ObjectWriter& inner) { write_size(inner, layout.canvas); });
    out.member("background", layout.background);
    std::size_t zone_at = 0;
    out.list("zones", layout.zones, [&](ObjectWriter& row, const Zone& zone) {
        row.member("name", zone.name);
        row.object("rect", [&](ObjectWriter& inner) { write_rect(inner, zone.rect); });
        row.object("playlist", [&](ObjectWriter& list) {
            std::size_t item_at = 0;
            list.list("items", zone.playlist.items, [&](ObjectWriter& inner, const auto& item) {
                write_item(inner, item, member, slogan_at(draft, zone_at, item_at++));
            });
        });
        ++zone_at;
    });
}

} // namespace marquee::wire
