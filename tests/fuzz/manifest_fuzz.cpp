// Any text as a manifest, all the way to the glass: what is read is judged, cut down for an older
// player, and what the rules take is evaluated, at any time of its life and in bounded time.
#include <cstdlib>
#include <string_view>

#include "schemas/rules/capabilities.hpp"
#include "schemas/rules/timeline.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/manifest.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_reduced(Manifest manifest) {
    rules::leave_out(manifest, {});
    require(rules::needed_capabilities(manifest).empty());
    require(wire::write_manifest(manifest).starts_with(R"({"format":"manifest/1.0","org)"));
    require(rules::validate(manifest).empty());
}

void check_evaluated(const Manifest& manifest) {
    const rules::PreparedManifest prepared(manifest);
    const std::vector<Override> overrides;
    const std::vector<UnitId> path;
    const rules::Situation situation{&prepared, overrides, manifest.display, path,
                                     rules::ClockTrust::trusted};
    Instant now = manifest.issued_at;
    for (int i = 0; i < 8; ++i) {
        const rules::Timeline timeline = rules::evaluate(situation, now);
        require(timeline.unchanged_until > now);
        if (timeline.unchanged_until >= rules::never) {
            break;
        }
        now = timeline.unchanged_until;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto manifest = wire::read_manifest(text);
    if (!manifest) {
        return 0;
    }
    const auto again = wire::read_manifest(wire::write_manifest(*manifest));
    require((again && *again == *manifest)
            || (!again && again.error().code == ErrorCode::too_large));
    if (rules::validate(*manifest).empty()) {
        rules::doubts(*manifest);
        check_reduced(*manifest);
        check_evaluated(*manifest);
    }
    return 0;
}
