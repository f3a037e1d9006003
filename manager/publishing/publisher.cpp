#include "manager/publishing/publisher.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>

#include "manager/publishing/fleet_snapshot.hpp"
#include "manager/publishing/manifest_classes.hpp"
#include "manager/publishing/manifest_text.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/envelope.hpp"

namespace marquee::manager {

namespace {

// What is stored together: enough to make a commit worth its sync, little enough to hold.
constexpr std::size_t batch_displays_max = 256;
constexpr std::size_t batch_bytes_max = 32 * limits::MiB;

FleetIndex index_of(const FleetSnapshot& snapshot) {
    std::vector<PlacedDisplay> displays;
    displays.reserve(snapshot.displays.size());
    for (const DisplaySite& place : snapshot.displays) {
        displays.push_back({place.id, place.unit, place.tags});
    }
    return {snapshot.units, displays, snapshot.members};
}

} // namespace

// Everything one publish() holds.
class Publisher::Pass {
public:
    Pass(Publisher& publisher, const FleetSnapshot& snapshot, Instant now)
        : publisher_(publisher),
          snapshot_(snapshot),
          fleet_(index_of(snapshot)),
          plan_(snapshot, fleet_),
          now_(now),
          epoch_(publisher.trust_.document().epoch) {
        for (const UnitPlace& unit : snapshot.units) {
            unit_names_.emplace(unit.id, unit.name);
        }
    }

    Published run(const Affected& affected) {
        for (const ManifestClass& of : plan_.classes(resolve(affected, fleet_))) {
            publish_class(of);
        }
        store();
        const std::set<DisplayId> named(affected.displays.begin(), affected.displays.end());
        for (const DisplaySite& display : snapshot_.displays) {
            if (named.contains(display.id)) {
                published_.concerned.insert(display.player);
            }
        }
        return std::move(published_);
    }

private:
    struct Issued {
        const DisplaySite* display;
        WantedManifest wanted;
        std::string bytes;
    };

    void publish_class(const ManifestClass& of);
    Result<ManifestText> text_of(const ManifestClass& of);
    Result<Issued> issue(const DisplaySite& display, const Overlay& overlay,
                         const ManifestText& text) const;
    void store();
    std::vector<Issued> store_envelopes(std::vector<Issued> batch);
    Status store_rows(std::span<const Issued> batch);
    void count_issued(const Issued& issued);
    void fail_display(const DisplayId& display, const Error& error) {
        published_.failed.push_back({display, error});
    }

    Publisher& publisher_;
    const FleetSnapshot& snapshot_;
    FleetIndex fleet_;
    FleetPlan plan_;
    Instant now_;
    std::int64_t epoch_;
    std::unordered_map<UnitId, std::string> unit_names_;
    std::map<std::string, Result<ZoneRules>> zones_; // by name, read once
    std::vector<Issued> batch_;                      // to be stored together
    std::size_t batch_bytes_ = 0;
    Published published_;
};

Result<ManifestText> Publisher::Pass::text_of(const ManifestClass& of) {
    auto zone = zones_.find(of.time_zone);
    if (zone == zones_.end()) {
        zone =
            zones_
                .emplace(of.time_zone,
                         publisher_.zones_.rules(of.time_zone, zone_span(now_ + manifest_validity)))
                .first;
    }
    if (!zone->second) {
        return tl::unexpected<Error>(zone->second.error());
    }
    if (of.schedules.size() > limits::schedules_per_manifest_max) {
        return fail(ErrorCode::too_large, "more schedules reach the display than it can hold");
    }
    if (plan_.day_rules(of) > limits::day_rules_per_manifest_max) {
        return fail(ErrorCode::too_large, "more day rules reach the display than it can weigh");
    }
    return ManifestText(plan_.shared_text(of, *zone->second));
}

void Publisher::Pass::publish_class(const ManifestClass& of) {
    const Result<ManifestText> text = text_of(of);
    std::map<std::int32_t, Sha256> contents; // by volume, where nothing else is a display's own
    for (const std::uint32_t position : of.displays) {
        const DisplaySite& display = snapshot_.displays[fleet_.row_of(position)];
        if (!text) {
            fail_display(display.id, text.error());
            continue;
        }
        ++published_.looked_at;
        const Overlay overlay = next_overlay(display, unit_names_[display.unit], epoch_, now_);
        auto content = contents.find(display.volume_percent);
        if (content == contents.end() || text->is_personal()) {
            content =
                contents.insert_or_assign(display.volume_percent, text->content(overlay)).first;
        }
        if (!must_reissue(display.held, content->second, epoch_, now_)) {
            continue;
        }
        Result<Issued> issued = issue(display, overlay, *text);
        if (!issued) {
            fail_display(display.id, issued.error());
            continue;
        }
        issued->wanted.content_sha256 = content->second;
        batch_bytes_ += issued->bytes.size();
        batch_.push_back(*std::move(issued));
        if (batch_.size() >= batch_displays_max || batch_bytes_ >= batch_bytes_max) {
            store();
        }
    }
}

Result<Publisher::Pass::Issued> Publisher::Pass::issue(const DisplaySite& display,
                                                       const Overlay& overlay,
                                                       const ManifestText& text) const {
    return publisher_.trust_.seal_manifest(text.document(overlay), snapshot_.organisation.id)
        .map([&](const Envelope& envelope) {
            return Issued{.display = &display,
                          .wanted = {.display = display.id,
                                     .number = overlay.number,
                                     .issued_at = overlay.issued_at,
                                     .not_after = overlay.not_after},
                          .bytes = wire::write_envelope(envelope)};
        });
}

void Publisher::Pass::count_issued(const Issued& issued) {
    published_.issued.push_back(
        {.display = issued.wanted.display, .number = issued.wanted.number, .unit_path = {}});
    published_.concerned.insert(issued.display->player);
}

Status Publisher::Pass::store_rows(std::span<const Issued> batch) {
    return publisher_.database_.write([&](Change& change) -> Status {
        for (const Issued& issued : batch) {
            if (Status kept = change.fleet.want(issued.wanted); !kept) {
                return kept;
            }
        }
        return {};
    });
}

// Whose envelopes are on the disk.
std::vector<Publisher::Pass::Issued> Publisher::Pass::store_envelopes(std::vector<Issued> batch) {
    std::vector<std::string> envelopes;
    for (Issued& issued : batch) {
        issued.wanted.envelope_size_bytes = issued.bytes.size();
        envelopes.push_back(std::move(issued.bytes));
    }
    const Result<std::vector<Sha256>> together = publisher_.blobs_.put_all(envelopes);
    std::vector<Issued> stored;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Result<Sha256> digest =
            together ? Result<Sha256>((*together)[i]) : publisher_.blobs_.put(envelopes[i]);
        if (!digest) {
            fail_display(batch[i].wanted.display, digest.error());
            continue;
        }
        batch[i].wanted.envelope_sha256 = *digest;
        stored.push_back(std::move(batch[i]));
    }
    return stored;
}

// A manifest is on the disk before the row that names it. When a batch cannot be stored whole, each
// of its displays is tried alone, so that the fault of one stays its own.
void Publisher::Pass::store() {
    batch_bytes_ = 0;
    const std::vector<Issued> batch = store_envelopes(std::exchange(batch_, {}));
    const bool whole = !batch.empty() && store_rows(batch).has_value();
    for (const Issued& issued : batch) {
        const Status kept = whole ? Status() : store_rows(std::span(&issued, 1));
        if (kept) {
            count_issued(issued);
        } else {
            fail_display(issued.wanted.display, kept.error());
        }
    }
}

Publisher::Publisher(Database& database, BlobStore& blobs, const TrustAuthority& trust,
                     const Zoneinfo& zones, const Clock& clock)
    : database_(database), blobs_(blobs), trust_(trust), zones_(zones), clock_(clock) {}

Result<Published> Publisher::publish(const Affected& affected) {
    const Instant now = clock_.wall();
    const Interval validity{now, now + manifest_validity};
    return database_.read([&](const View& view) { return read_snapshot(view, affected, validity); })
        .map([&](const FleetSnapshot& snapshot) {
            return Pass(*this, snapshot, now).run(affected);
        });
}

} // namespace marquee::manager
