#include "player/ports/asset_store.hpp"

#include <unistd.h>

namespace marquee::player {

OpenAsset::~OpenAsset() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

} // namespace marquee::player
