#include "manager/http/metrics_text.hpp"

#include <fmt/format.h>

namespace marquee::manager {

namespace {

std::string escaped(std::string_view value) {
    std::string text;
    for (const char c : value) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        if (c == '\\' || c == '"') {
            text += '\\';
        }
        text += c;
    }
    return text;
}

std::string_view word(MetricKind kind) {
    switch (kind) {
    case MetricKind::counter:
        return "counter";
    case MetricKind::histogram:
        return "histogram";
    case MetricKind::gauge:
        break;
    }
    return "gauge";
}

} // namespace

void MetricsText::family(std::string_view name, MetricKind kind, std::string_view help) {
    name_ = name;
    text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, word(kind));
}

void MetricsText::sample(const Labels& labels, double value, std::string_view suffix) {
    text_ += name_;
    text_ += suffix;
    const char* separator = "{";
    for (const auto& [name, label] : labels) {
        text_ += fmt::format("{}{}=\"{}\"", separator, name, escaped(label));
        separator = ",";
    }
    text_ += fmt::format("{} {}\n", labels.empty() ? "" : "}", value);
}

} // namespace marquee::manager
