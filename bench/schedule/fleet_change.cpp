#include <algorithm>
#include <array>
#include <stdexcept>

#include "bench/reference/manifest_floor.hpp"
#include "bench/schedule/benches.hpp"
#include "bench/schedule/country.hpp"
#include "manager/publishing/manifest_classes.hpp"
#include "manager/publishing/manifest_text.hpp"
#include "schemas/wire/format.hpp"

namespace marquee::bench {

namespace {

using namespace manager;

// Country, index and key stand ready, as in a manager that runs.
class Change {
public:
    explicit Change(const Effort& effort)
        : before_(make_country(size_for(effort))), index_(index_of(before_)) {
        affected_.add(before_.schedules.front().targets);
        const FleetPlan plan(before_, index_);
        for (const ManifestClass& of : plan.classes(resolve(affected_, index_))) {
            Manifest manifest = plan.shared_manifest(of, zone_);
            const Overlay overlay = overlay_of(of);
            manifest.display = overlay.display;
            manifest.number = overlay.number;
            manifest.issued_at = overlay.issued_at;
            manifest.not_after = overlay.not_after;
            manifests_.push_back(std::move(manifest));
        }
        bytes_ = write_hash_and_sign(manifests_, key_);
        note("fleet-change: " + std::to_string(manifests_.size()) + " distinct manifests of "
             + std::to_string(bytes_ / manifests_.size()) + " bytes for "
             + std::to_string(index_.size()) + " displays; the index is made in "
             + std::to_string(seconds_of([&] { index_of(before_); }) * 1e3) + " ms");
    }

    double ours_ms() const {
        std::size_t bytes = 0;
        const double seconds = seconds_of([&] { bytes = publish(); });
        if (bytes != bytes_) {
            throw std::logic_error("ours and the reference wrote different manifests");
        }
        return seconds * 1e3;
    }

    double reference_ms() const {
        return seconds_of([&] { write_hash_and_sign(manifests_, key_); }) * 1e3;
    }

private:
    static CountrySize size_for(const Effort& effort) {
        return effort.smoke ? CountrySize{400, 20, 60} : CountrySize{};
    }

    Overlay overlay_of(const ManifestClass& of) const {
        const DisplaySite& first = before_.displays[index_.row_of(of.displays.front())];
        return next_overlay(first, {}, 1, Instant{std::chrono::seconds{1'800'000'000}});
    }

    std::size_t publish() const {
        const std::string type = wire::payload_type(wire::formats::manifest);
        const std::array<const PrivateKey*, 1> keys{&key_};
        const FleetPlan plan(before_, index_);
        std::size_t bytes = 0;
        for (const ManifestClass& of : plan.classes(resolve(affected_, index_))) {
            const Overlay overlay = overlay_of(of);
            const ManifestText text(plan.shared_text(of, zone_));
            const Sha256 content = text.content(overlay);
            const Envelope envelope = seal(type, text.document(overlay), keys).value();
            bytes += envelope.payload.size() + content.bytes.size();
        }
        return bytes;
    }

    FleetSnapshot before_;
    FleetIndex index_;
    ZoneRules zone_ = country_zone();
    PrivateKey key_ = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256).value();
    Affected affected_;
    std::vector<Manifest> manifests_; // for the reference
    std::size_t bytes_ = 0;           // that both have to sign
};

} // namespace

Samples fleet_change(const Effort& effort) {
    const Change change(effort);
    return measure(
        "fleet-change", "ms", effort, [&] { return change.ours_ms(); },
        [&] { return change.reference_ms(); });
}

Samples fleet_change_ms(const Effort& effort) {
    const Change change(effort);
    return measure("fleet-change-ms", "ms", effort, [&] { return change.ours_ms(); });
}

} // namespace marquee::bench
