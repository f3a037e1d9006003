// The text format of Prometheus, version 0.0.4:
// https://prometheus.io/docs/instrumenting/exposition_formats/
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marquee::manager {

enum class MetricKind { gauge, counter, histogram };

using Labels = std::vector<std::pair<std::string_view, std::string>>;

// One text being written. Families come whole, one after the other.
class MetricsText {
public:
    // Before the first sample of a name.
    void family(std::string_view name, MetricKind kind, std::string_view help);
    // `suffix` is for histograms: "_bucket", "_sum", "_count".
    void sample(const Labels& labels, double value, std::string_view suffix = {});

    std::string take() { return std::move(text_); }

private:
    std::string name_;
    std::string text_;
};

} // namespace marquee::manager
