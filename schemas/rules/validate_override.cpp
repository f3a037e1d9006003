#include "schemas/model/limits.hpp"
#include "schemas/rules/validate_slogan.hpp"

namespace marquee::rules {

namespace {

void check_notice(FindingList& findings, const Override& document, const Notice& notice) {
    check_text(findings, notice.text, limits::notice_graphemes_max);
    findings.line("language", notice.language, limits::name_bytes_max);
    findings.line("notice_template", notice.notice_template, limits::name_bytes_max);
    if (document.not_after - document.issued_at > Seconds{limits::notice_seconds_max}) {
        findings.add(ErrorCode::out_of_range, "a notice holds too long", {},
                     {{"max", std::to_string(limits::notice_seconds_max)}, {"unit", "seconds"}});
    }
}

} // namespace

Findings validate(const Override& document) {
    FindingList findings;
    if (document.id.empty()) {
        findings.add(ErrorCode::missing_member, "the override has no id", "id");
    }
    findings.range("serial", document.serial, 1, INT64_MAX);
    if (document.not_after <= document.issued_at) {
        findings.add(ErrorCode::out_of_range, "the override ends before it begins", "not_after",
                     {{"not_after", to_rfc3339(document.not_after)}});
    }
    const bool lift = std::holds_alternative<Lift>(document.action);
    if (!lift && document.units.empty() && document.displays.empty()) {
        findings.add(ErrorCode::missing_member, "the override addresses nobody", "units");
    }
    if (const auto* notice = std::get_if<Notice>(&document.action)) {
        findings.within("action", [&] { check_notice(findings, document, *notice); });
    }
    return findings.take();
}

} // namespace marquee::rules
