// What time it is, and whether to believe it.
#pragma once

#include "schemas/model/contact.hpp"

namespace marquee::player {

// Any thread; does not block and does not fail. The rules of trust are in
// schemas/rules/trusted_time.hpp; an implementation feeds them with clock readings and tokens.
class JudgedClock {
public:
    virtual ~JudgedClock() = default;

    virtual PlayerClock read() const = 0;

    // Whether what read() says is carried on from a time token, and not only plausible.
    virtual bool proven() const { return false; }
};

} // namespace marquee::player
