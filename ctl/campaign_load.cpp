#include "ctl/campaign_load.hpp"

#include <span>

#include "ctl/schedule_loader.hpp"
#include "ctl/shelf.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/layout_draft.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::ctl {

namespace {

// Ids in place of names.
Status ids_for(std::span<std::string> names, const Shelf& shelf) {
    for (std::string& name : names) {
        Result<std::string> id = shelf.id(name);
        if (!id) {
            return tl::unexpected<Error>(std::move(id.error()));
        }
        name = *std::move(id);
    }
    return {};
}

class CampaignLoader {
public:
    CampaignLoader(StaffClient& client, MediaLoader& media, const Campaign& campaign,
                   const std::filesystem::path& folder)
        : client_(client), media_(media), campaign_(campaign), folder_(folder) {}

    Result<Loaded> load();

private:
    Status open();
    Status put_slogans();
    Status put_assets();
    Status put_playlists();
    Status put_programs();
    Status name_by_id(std::vector<DraftItem>& items) const;
    Status name_by_id(LayoutDraft& layout) const;
    Status submit(const std::string& id);
    std::string owned(const std::string& name,
                      const std::function<void(wire::ObjectWriter&)>& write) const;

    StaffClient& client_;
    MediaLoader& media_;
    const Campaign& campaign_;
    const std::filesystem::path& folder_;
    Shelf units_{client_, "/api/v1/units"};
    Shelf slogans_{client_, "/api/v1/slogans"};
    Shelf assets_{client_, "/api/v1/assets"};
    Shelf playlists_{client_, "/api/v1/playlists"};
    Shelf programs_{client_, "/api/v1/programs"};
    ScheduleLoader schedules_{client_, campaign_, units_, programs_};
};

Result<Loaded> CampaignLoader::load() {
    return open()
        .and_then([&] { return put_slogans(); })
        .and_then([&] { return put_assets(); })
        .and_then([&] { return put_playlists(); })
        .and_then([&] { return put_programs(); })
        .and_then([&] { return schedules_.put(); })
        .map([&] {
            return Loaded{.slogans = slogans_.made(),
                          .assets = assets_.made(),
                          .playlists = playlists_.made(),
                          .programs = programs_.made(),
                          .calendar_rows = schedules_.calendar_rows_made(),
                          .schedules = schedules_.schedules_made(),
                          .present = slogans_.present() + assets_.present() + playlists_.present()
                                     + programs_.present() + schedules_.present()};
        });
}

Status CampaignLoader::open() {
    // Assets are known by their bytes, not by their names.
    for (Shelf* shelf : {&units_, &slogans_, &playlists_, &programs_}) {
        if (Status opened = shelf->open(); !opened) {
            return opened;
        }
    }
    if (units_.rows().empty()) {
        return fail(ErrorCode::not_allowed, "this account sees no unit at all");
    }
    return schedules_.open();
}

// The body of a thing in the root unit.
std::string CampaignLoader::owned(const std::string& name,
                                  const std::function<void(wire::ObjectWriter&)>& write) const {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("unit_id", units_.rows().front().id);
        out.member("name", name);
        write(out);
    });
}

Status CampaignLoader::put_slogans() {
    for (const CampaignSlogan& row : campaign_.slogans) {
        const auto made = slogans_.put(row.name, owned(row.name, [&](wire::ObjectWriter& out) {
                                           wire::write_slogan(out, row.slogan);
                                       }));
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
    }
    return {};
}

Status CampaignLoader::put_assets() {
    if (campaign_.assets.empty()) {
        return {};
    }
    if (const Status opened = media_.open(); !opened) {
        return opened;
    }
    for (const CampaignAsset& row : campaign_.assets) {
        const auto loaded = media_.load({units_.rows().front().id, row.name, folder_ / row.file});
        if (!loaded) {
            return tl::unexpected<Error>(loaded.error());
        }
        assets_.add({loaded->asset, row.name}, loaded->was_uploaded);
    }
    return media_.wait_until_ready();
}

Status CampaignLoader::put_playlists() {
    for (const CampaignPlaylist& row : campaign_.playlists) {
        std::vector<DraftItem> items = row.items;
        if (Status named = name_by_id(items); !named) {
            return named;
        }
        const auto made = playlists_.put(row.name, owned(row.name, [&](wire::ObjectWriter& out) {
                                             wire::write_draft_items(out, items, wire::by_id);
                                         }));
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
    }
    return {};
}

Status CampaignLoader::name_by_id(std::vector<DraftItem>& items) const {
    for (DraftItem& item : items) {
        Status named;
        if (auto* slogan = std::get_if<SloganReference>(&item.shows)) {
            named = ids_for({&slogan->slogan, 1}, slogans_);
        } else if (auto* asset = std::get_if<AssetReference>(&item.shows)) {
            named = ids_for({&asset->asset, 1}, assets_);
        } else if (auto* comic = std::get_if<ComicReference>(&item.shows)) {
            named = ids_for(comic->pages, assets_);
        }
        if (!named) {
            return named;
        }
    }
    return {};
}

Status CampaignLoader::name_by_id(LayoutDraft& layout) const {
    for (DraftZone& zone : layout.zones) {
        if (auto* items = std::get_if<std::vector<DraftItem>>(&zone.plays)) {
            if (Status named = name_by_id(*items); !named) {
                return named;
            }
            continue;
        }
        auto& playlist = std::get<PlaylistReference>(zone.plays).playlist;
        if (Status named = ids_for({&playlist, 1}, playlists_); !named) {
            return named;
        }
    }
    return {};
}

Status CampaignLoader::put_programs() {
    for (const CampaignProgram& row : campaign_.programs) {
        LayoutDraft layout = row.layout;
        if (Status named = name_by_id(layout); !named) {
            return named;
        }
        const auto made = programs_.put(row.name, owned(row.name, [&](wire::ObjectWriter& out) {
                                            out.object("layout", [&](wire::ObjectWriter& in) {
                                                wire::write_layout_draft(in, layout, wire::by_id);
                                            });
                                        }));
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
        const Status submitted =
            programs_.id(row.name).and_then([&](const std::string& id) { return submit(id); });
        if (!submitted) {
            return submitted;
        }
    }
    return {};
}

// Submits a program that is still a draft, so that it can be scheduled: one just made, or one that
// an interrupted load left.
Status CampaignLoader::submit(const std::string& id) {
    const std::string path = "/api/v1/programs/" + id;
    const Result<Answer> present = client_.send({.path = path});
    if (!present) {
        return tl::unexpected<Error>(present.error());
    }
    const Result<std::string> state =
        wire::read_object(present->body, wire::staff_answer, [](wire::Object in) {
            return in.required("state").line(limits::name_bytes_max);
        });
    if (!state || *state != "draft") {
        return state.map([](const std::string&) {});
    }
    return client_.send({.method = "POST", .path = path + "/submit", .if_match = present->etag})
        .map([](const Answer&) {});
}

} // namespace

Result<Loaded> load_campaign(StaffClient& client, MediaLoader& media, const Campaign& campaign,
                             const std::filesystem::path& folder) {
    return CampaignLoader(client, media, campaign, folder).load();
}

} // namespace marquee::ctl
