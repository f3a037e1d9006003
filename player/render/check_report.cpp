#include "player/render/check_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "player/render/slogan_examination.hpp"
#include "schemas/rules/slogan_sentence.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/slogan_check.hpp"

namespace marquee::player {
namespace {

using rules::SentenceLanguage;

std::string json_of(const SloganCheck& check) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        wire::write_measures(out, check);
        out.list("findings", check.findings, [](wire::ObjectWriter& row, const auto& finding) {
            wire::write_finding(row, finding);
            row.object("sentences", [&](wire::ObjectWriter& in) {
                in.member("zh-CN", rules::slogan_sentence(finding, SentenceLanguage::chinese));
                in.member("en", rules::slogan_sentence(finding, SentenceLanguage::english));
            });
        });
    });
}

// Places are counted from 1, as people do.
std::string line_of(const SloganFinding& finding, const SloganCheckOrder& order) {
    std::string where = finding.part == TextPart::text ? "text" : "translation";
    where += finding.from + 1 < finding.until
                 ? fmt::format(" {}-{}", finding.from + 1, finding.until)
                 : fmt::format(" {}", finding.from + 1);
    if (finding.shape) {
        const Size size = order.shapes[*finding.shape].size;
        where += fmt::format(", {}x{}", size.width, size.height);
    }
    return fmt::format("{}, {}: {}\n", wire::word(finding.severity), where,
                       rules::slogan_sentence(finding, SentenceLanguage::english));
}

} // namespace

Result<CheckReport> check_report(FontShelf& shelf, const std::string& text, Instant now) {
    const auto order = wire::read_object(text, wire::staff_body, wire::read_check_order);
    if (!order) {
        return tl::unexpected(order.error());
    }
    return rules::as_status(rules::validate(order->slogan))
        .and_then([&] { return examine(shelf, *order, now); })
        .map([&](const SloganCheck& check) {
            CheckReport report{json_of(check), {}, false};
            for (const SloganFinding& finding : check.findings) {
                report.sentences += line_of(finding, *order);
                report.has_errors |= finding.severity == FindingSeverity::error;
            }
            return report;
        });
}

} // namespace marquee::player
