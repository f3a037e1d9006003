#include "schemas/model/manifest.hpp"

namespace marquee {

std::string to_string(ManifestNumber number) {
    return std::to_string(number.epoch) + "." + std::to_string(number.generation);
}

} // namespace marquee
