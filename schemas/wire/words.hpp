// The words that stand for enumerators on the wire: lower snake_case, equal to the C++ names.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "schemas/model/contact.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/hint.hpp"
#include "schemas/model/journal.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::wire {

template<typename Enum>
using Word = std::pair<Enum, std::string_view>;

// Specialised for every enumeration that travels: `static constexpr std::array<Word<E>, N> all`.
template<typename Enum>
struct Words;

template<>
struct Words<Motion> {
    static constexpr std::array<Word<Motion>, 2> all{
        {{Motion::still, "still"}, {Motion::scroll_left, "scroll_left"}}};
};

template<>
struct Words<Alignment> {
    static constexpr std::array<Word<Alignment>, 3> all{
        {{Alignment::start, "start"}, {Alignment::centre, "centre"}, {Alignment::end, "end"}}};
};

template<>
struct Words<Fit> {
    static constexpr std::array<Word<Fit>, 3> all{
        {{Fit::contain, "contain"}, {Fit::cover, "cover"}, {Fit::stretch, "stretch"}}};
};

template<>
struct Words<TransitionKind> {
    static constexpr std::array<Word<TransitionKind>, 2> all{
        {{TransitionKind::cut, "cut"}, {TransitionKind::crossfade, "crossfade"}}};
};

template<>
struct Words<PriorityClass> {
    static constexpr std::array<Word<PriorityClass>, 4> all{{{PriorityClass::urgent, "urgent"},
                                                             {PriorityClass::high, "high"},
                                                             {PriorityClass::normal, "normal"},
                                                             {PriorityClass::low, "low"}}};
};

template<>
struct Words<SignatureSuite> {
    static constexpr std::array<Word<SignatureSuite>, 2> all{
        {{SignatureSuite::ecdsa_p256_sha256, "ecdsa_p256_sha256"},
         {SignatureSuite::ed25519, "ed25519"}}};
};

template<>
struct Words<KeyRole> {
    static constexpr std::array<Word<KeyRole>, 6> all{{{KeyRole::root, "root"},
                                                       {KeyRole::manifest, "manifest"},
                                                       {KeyRole::time, "time"},
                                                       {KeyRole::withdraw, "withdraw"},
                                                       {KeyRole::notice, "notice"},
                                                       {KeyRole::approve, "approve"}}};
};

template<>
struct Words<DisplayKind> {
    static constexpr std::array<Word<DisplayKind>, 2> all{
        {{DisplayKind::screen, "screen"}, {DisplayKind::loudspeaker, "loudspeaker"}}};
};

template<>
struct Words<Rung> {
    static constexpr std::array<Word<Rung>, 7> all{{{Rung::black, "black"},
                                                    {Rung::notice, "notice"},
                                                    {Rung::off, "off"},
                                                    {Rung::scheduled, "scheduled"},
                                                    {Rung::filler, "filler"},
                                                    {Rung::last_good, "last_good"},
                                                    {Rung::slate, "slate"}}};
};

template<>
struct Words<HintReason> {
    static constexpr std::array<Word<HintReason>, 4> all{{{HintReason::manifest, "manifest"},
                                                          {HintReason::screen_override, "override"},
                                                          {HintReason::trust, "trust"},
                                                          {HintReason::screenshot, "screenshot"}}};
};

template<>
struct Words<ProofLevel> {
    static constexpr std::array<Word<ProofLevel>, 2> all{
        {{ProofLevel::shown, "shown"}, {ProofLevel::sent, "sent"}}};
};

template<>
struct Words<UptimeMeasure> {
    static constexpr std::array<Word<UptimeMeasure>, 3> all{{{UptimeMeasure::running, "running"},
                                                             {UptimeMeasure::showing, "showing"},
                                                             {UptimeMeasure::off, "off"}}};
};

// "scroll_left"
template<typename Enum>
constexpr std::string_view word(Enum value) {
    for (const auto& [enumerator, text] : Words<Enum>::all) {
        if (enumerator == value) {
            return text;
        }
    }
    return {};
}

} // namespace marquee::wire
