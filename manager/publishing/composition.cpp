#include "manager/publishing/composition.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "common/uuid.hpp"
#include "manager/publishing/asset_content.hpp"
#include "manager/publishing/library_font.hpp"

namespace marquee::manager {

namespace {

// The row, or invalid_reference when there is none or when it is not shared with the unit.
template<typename Row>
Result<Row> shared_row(Result<Row> row, const CompositionContext& context, std::string_view kind,
                       const std::string& where) {
    if (!row && row.error().code == ErrorCode::not_found) {
        return fail(ErrorCode::invalid_reference, "there is no such " + std::string(kind), where);
    }
    if (!row) {
        return row;
    }
    const Result<bool> shared = shares(context.view.fleet, row->head.unit, context.unit);
    if (!shared || !*shared) {
        return fail(ErrorCode::invalid_reference, "the " + std::string(kind) + " is another unit's",
                    where);
    }
    return row;
}

// Where refusals point: to the items of a list, or to what stands for all of them.
struct Place {
    std::string at;
    bool is_list = true;

    std::string item(std::size_t index, std::string_view member) const {
        return is_list ? at + "/" + std::to_string(index) + "/" + std::string(member) : at;
    }
};

class Composer {
public:
    Composer(const CompositionContext& context, Composition& composition)
        : context_(context), composition_(composition) {}

    // These ids are taken.
    void reserve_ids(const Layout& layout) {
        for (const Zone& zone : layout.zones) {
            for (const PlaylistItem& item : zone.playlist.items) {
                ids_.insert(item.id);
            }
        }
    }

    Status add_zone(const DraftZone& draft) {
        Zone zone{.name = draft.name,
                  .rect = draft.rect,
                  .playlist = {},
                  .opacity_percent = draft.opacity_percent};
        const std::string at = "/layout/zones/" + std::to_string(composition_.layout.zones.size());
        const auto* named = std::get_if<PlaylistReference>(&draft.plays);
        const Result<std::vector<PlaylistItem>> items =
            named != nullptr
                ? copy(*named, zone.name, at + "/playlist_id")
                : items_of(std::get<std::vector<DraftItem>>(draft.plays), {at + "/playlist/items"});
        if (!items) {
            return tl::unexpected<Error>(items.error());
        }
        zone.playlist.items = *items;
        composition_.layout.zones.push_back(std::move(zone));
        return {};
    }

    Result<std::vector<PlaylistItem>> items_of(const std::vector<DraftItem>& drafts,
                                               const Place& place) {
        std::vector<PlaylistItem> items;
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            if (Status added = add_item(items, drafts[i], place, i); !added) {
                return tl::unexpected<Error>(std::move(added.error()));
            }
        }
        return items;
    }

private:
    Result<std::vector<PlaylistItem>> copy(const PlaylistReference& named, const std::string& zone,
                                           const std::string& where) {
        const PlaylistId id{named.playlist};
        const Result<PlaylistRecord> playlist =
            shared_row(context_.view.content.playlist(id), context_, "playlist", where);
        if (!playlist) {
            return tl::unexpected<Error>(playlist.error());
        }
        composition_.copied.push_back({id, playlist->head.version});
        composition_.origins.playlists.push_back({zone, id});
        return items_of(playlist->items, {where, false});
    }

    Status add_item(std::vector<PlaylistItem>& items, const DraftItem& draft, const Place& place,
                    std::size_t index) {
        if (const auto* comic = std::get_if<ComicReference>(&draft.shows)) {
            return add_pages(items, draft, *comic, place.item(index, "comic"));
        }
        PlaylistItem item = numbered(draft);
        return show(item, draft, place, index).map([&] {
            item.duration = draft.duration.value_or(item.duration);
            items.push_back(std::move(item));
        });
    }

    // An item for each page, so that every player plays comics.
    Status add_pages(std::vector<PlaylistItem>& items, const DraftItem& draft,
                     const ComicReference& comic, const std::string& where) {
        const std::size_t all = items.size() + comic.pages.size();
        if (all > limits::playlist_items_max) {
            return fail(ErrorCode::too_large,
                        "each page of a comic is an item, and that makes too many for one list",
                        where,
                        {{"value", std::to_string(all)},
                         {"limit", std::to_string(limits::playlist_items_max)}});
        }
        const std::string count = std::to_string(comic.pages.size());
        for (std::size_t page = 0; page < comic.pages.size(); ++page) {
            PlaylistItem item = numbered(draft);
            const AssetReference picture{.asset = comic.pages[page],
                                         .fit = comic.fit,
                                         .background = comic.background,
                                         .motion = comic.motion};
            const std::string at =
                where.ends_with("/comic") ? where + "/pages/" + std::to_string(page) : where;
            if (Status shown = show(item, picture, at); !shown) {
                return shown;
            }
            if (!std::holds_alternative<Poster>(item.content)) {
                return fail(ErrorCode::unsupported_media, "a page of a comic is a picture", at,
                            {{"name", item.name}});
            }
            item.name = draft.name.empty() ? item.name : draft.name;
            item.name += " " + std::to_string(page + 1) + "/" + count;
            item.duration = comic.page_time;
            items.push_back(std::move(item));
        }
        return {};
    }

    // The draft's item with an id that no other item has.
    PlaylistItem numbered(const DraftItem& draft) {
        PlaylistItem item{.id = draft.id,
                          .name = draft.name,
                          .transition = draft.transition,
                          .not_before = draft.not_before,
                          .not_after = draft.not_after};
        if (item.id.empty() || !ids_.insert(item.id).second) {
            item.id = make_id<ItemId>(context_.now, context_.randomness);
            ids_.insert(item.id);
        }
        return item;
    }

    Status show(PlaylistItem& item, const DraftItem& draft, const Place& place, std::size_t index) {
        if (const auto* slogan = std::get_if<SloganReference>(&draft.shows)) {
            return show(item, *slogan, place.item(index, "slogan_id"));
        }
        if (const auto* asset = std::get_if<AssetReference>(&draft.shows)) {
            return show(item, *asset, place.item(index, "asset_id"));
        }
        const Content& content = std::get<Content>(draft.shows);
        if (needs_asset(content)) { // players would wait for bytes nobody has
            return fail(ErrorCode::invalid_reference, "a picture or film is named by its asset",
                        place.item(index, "content"));
        }
        item.content = content;
        const auto* slogan = std::get_if<Slogan>(&content);
        return slogan == nullptr ? Status{}
                                 : check_font(context_.view, context_.unit, slogan->style,
                                              place.item(index, "content"));
    }

    Status show(PlaylistItem& item, const SloganReference& named, const std::string& where) {
        const SloganId id{named.slogan};
        const Result<SloganRecord> slogan =
            shared_row(context_.view.content.slogan(id), context_, "slogan", where);
        return slogan.map([&](const SloganRecord& row) {
            item.content = row.slogan;
            item.name = row.name;
            composition_.origins.slogans.push_back({item.id, id});
        });
    }

    Status show(PlaylistItem& item, const AssetReference& named, const std::string& where) {
        const AssetId id{named.asset};
        const Result<AssetRecord> asset =
            shared_row(context_.view.media.asset(id), context_, "asset", where);
        if (!asset) {
            return tl::unexpected<Error>(asset.error());
        }
        return content_of(*asset, named, where).map([&](const Content& content) {
            item.content = content;
            item.name = asset->name;
            item.duration = own_duration(*asset, named);
            composition_.origins.assets.push_back({item.id, id});
        });
    }

    const CompositionContext& context_;
    Composition& composition_;
    std::set<ItemId> ids_;
};

// Where the items of these zones came from is forgotten.
void forget_items(Origins& origins, const Zone& zone) {
    const auto of_zone = [&](const auto& origin) {
        return std::any_of(zone.playlist.items.begin(), zone.playlist.items.end(),
                           [&](const PlaylistItem& item) { return item.id == origin.item; });
    };
    std::erase_if(origins.slogans, of_zone);
    std::erase_if(origins.assets, of_zone);
}

} // namespace

Result<Composition> compose(const LayoutDraft& draft, const CompositionContext& context) {
    Composition composition;
    composition.layout.canvas = draft.canvas;
    composition.layout.background = draft.background;
    Composer composer(context, composition);
    for (const DraftZone& zone : draft.zones) {
        if (Status added = composer.add_zone(zone); !added) {
            return tl::unexpected<Error>(std::move(added.error()));
        }
    }
    return composition;
}

Result<std::vector<PlaylistItem>> compose_items(const std::vector<DraftItem>& items,
                                                const CompositionContext& context) {
    Composition composition;
    return Composer(context, composition).items_of(items, {"/items"});
}

Result<Composition> copy_again(const Layout& layout, const Origins& origins,
                               const PlaylistRecord& playlist, const CompositionContext& context) {
    Composition composition{.layout = layout, .origins = origins, .copied = {}};
    std::vector<Zone*> zones;
    for (Zone& zone : composition.layout.zones) {
        const PlaylistOrigin origin{zone.name, playlist.id};
        if (std::find(origins.playlists.begin(), origins.playlists.end(), origin)
            != origins.playlists.end()) {
            forget_items(composition.origins, zone);
            zone.playlist.items.clear();
            zones.push_back(&zone);
        }
    }
    Composer composer(context, composition);
    composer.reserve_ids(composition.layout);
    for (Zone* zone : zones) {
        Result<std::vector<PlaylistItem>> items =
            composer.items_of(playlist.items, {playlist.id.value, false});
        if (!items) {
            return tl::unexpected<Error>(std::move(items.error()));
        }
        zone->playlist.items = *std::move(items);
    }
    return composition;
}

Result<bool> shares(const FleetRepository& fleet, const UnitId& owner, const UnitId& user) {
    return fleet.unit_path(user).map([&](const std::vector<UnitId>& path) {
        return std::find(path.begin(), path.end(), owner) != path.end();
    });
}

} // namespace marquee::manager
