// Everything one display needs to know to decide what it shows. A value: the sync thread makes a
// new one, the render thread swaps to it, nobody changes one that was handed over.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

struct Presentation {
    DisplayId display;
    std::string name;               // of the display, on the slate
    std::string code;               // enrolment code, on the slate; empty once enrolled
    std::string device_fingerprint; // beside the code, to be compared in the console
    std::string trust_fingerprint;
    Size size; // of the canvas, pixels

    // The active manifest and the programs it names. Signatures and digests of programs were
    // verified by whoever made this value, and their assets lie in the store.
    std::optional<Manifest> manifest;
    std::map<ProgramId, std::shared_ptr<const Program>> programs;

    std::vector<Override> overrides; // verified
    std::vector<UnitId> unit_path;   // leaf first
};

using PresentationPtr = std::shared_ptr<const Presentation>;

} // namespace marquee::player
