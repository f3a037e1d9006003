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
    static constexpr std::array<Word<Motion>, 6> all{{{Motion::still, "still"},
                                                      {Motion::scroll_left, "scroll_left"},
                                                      {Motion::scroll_right, "scroll_right"},
                                                      {Motion::scroll_up, "scroll_up"},
                                                      {Motion::scroll_down, "scroll_down"},
                                                      {Motion::pages, "pages"}}};
};

template<>
struct Words<WritingMode> {
    static constexpr std::array<Word<WritingMode>, 2> all{
        {{WritingMode::horizontal, "horizontal"}, {WritingMode::vertical, "vertical"}}};
};

template<>
struct Words<TextRendering> {
    static constexpr std::array<Word<TextRendering>, 4> all{
        {{TextRendering::automatic, "automatic"},
         {TextRendering::smooth, "smooth"},
         {TextRendering::hinted, "hinted"},
         {TextRendering::crisp, "crisp"}}};
};

template<>
struct Words<FontWeight> {
    static constexpr std::array<Word<FontWeight>, 2> all{
        {{FontWeight::regular, "regular"}, {FontWeight::bold, "bold"}}};
};

template<>
struct Words<ScrollSpeed> {
    static constexpr std::array<Word<ScrollSpeed>, 3> all{{{ScrollSpeed::slow, "slow"},
                                                           {ScrollSpeed::medium, "medium"},
                                                           {ScrollSpeed::fast, "fast"}}};
};

template<>
struct Words<EffectKind> {
    static constexpr std::array<Word<EffectKind>, 6> all{{{EffectKind::cut, "cut"},
                                                          {EffectKind::slide, "slide"},
                                                          {EffectKind::wipe, "wipe"},
                                                          {EffectKind::fade, "fade"},
                                                          {EffectKind::typewriter, "typewriter"},
                                                          {EffectKind::blink, "blink"}}};
};

template<>
struct Words<TestCardKind> {
    static constexpr std::array<Word<TestCardKind>, 4> all{{{TestCardKind::grid, "grid"},
                                                            {TestCardKind::gradients, "gradients"},
                                                            {TestCardKind::modules, "modules"},
                                                            {TestCardKind::sweep, "sweep"}}};
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
struct Words<PosterMotion> {
    static constexpr std::array<Word<PosterMotion>, 4> all{{{PosterMotion::still, "still"},
                                                            {PosterMotion::pan, "pan"},
                                                            {PosterMotion::zoom_in, "zoom_in"},
                                                            {PosterMotion::zoom_out, "zoom_out"}}};
};

template<>
struct Words<ClockTime> {
    static constexpr std::array<Word<ClockTime>, 3> all{{{ClockTime::none, "none"},
                                                         {ClockTime::minutes, "minutes"},
                                                         {ClockTime::seconds, "seconds"}}};
};

template<>
struct Words<CountdownUnit> {
    static constexpr std::array<Word<CountdownUnit>, 2> all{
        {{CountdownUnit::days, "days"}, {CountdownUnit::seconds, "seconds"}}};
};

template<>
struct Words<TransitionKind> {
    static constexpr std::array<Word<TransitionKind>, 4> all{
        {{TransitionKind::cut, "cut"},
         {TransitionKind::crossfade, "crossfade"},
         {TransitionKind::slide, "slide"},
         {TransitionKind::wipe, "wipe"}}};
};

template<>
struct Words<Direction> {
    static constexpr std::array<Word<Direction>, 4> all{{{Direction::left, "left"},
                                                         {Direction::right, "right"},
                                                         {Direction::up, "up"},
                                                         {Direction::down, "down"}}};
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
struct Words<CardKind> {
    static constexpr std::array<Word<CardKind>, 5> all{{{CardKind::grid, "grid"},
                                                        {CardKind::gradients, "gradients"},
                                                        {CardKind::modules, "modules"},
                                                        {CardKind::sweep, "sweep"},
                                                        {CardKind::identify, "identify"}}};
};

template<>
struct Words<HintReason> {
    static constexpr std::array<Word<HintReason>, 6> all{{{HintReason::manifest, "manifest"},
                                                          {HintReason::screen_override, "override"},
                                                          {HintReason::trust, "trust"},
                                                          {HintReason::screenshot, "screenshot"},
                                                          {HintReason::card, "card"},
                                                          {HintReason::restart, "restart"}}};
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
