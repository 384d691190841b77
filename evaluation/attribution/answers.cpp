// Prints what `newsloom attribute` prints, for measuring: FILE.jsonl in, one line per article out.
//
//   attribution_answers FILE.jsonl [--repeat N] [--all] [--folds DIR [--thresholds REPORT OTHER QUOTE]]
//
// --folds takes the weights of DIR/fold0, DIR/fold1, ...: article n is answered by those of fold n modulo their number,
// which train.py made without it.
// --all also prints what lies below the threshold, with the probabilities of trigger, content and source: for choosing
// it.
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>

#include <boost/json.hpp>

#include "attribution/annotate.h"
#include "attribution/detail/find.h"
#include "attribution/detail/report.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace {

using namespace newsloom;

std::string text_of(const boost::json::object& object, const char* key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

void span(json::Writer& w, const char* key, std::optional<TextRange> range, const std::string& text,
          const utf8::OffsetMap& map, const std::vector<TextRange>& parts = {}) {
    w.key(key);
    if (!range) {
        w.null();
        return;
    }
    w.begin_object().field("start", map(range->begin)).field("end", map(range->end)).field("text", slice(text, *range));
    if (!parts.empty()) {
        w.key("parts").begin_array();
        for (const TextRange part : parts)
            w.begin_object().field("start", map(part.begin)).field("end", map(part.end)).end_object();
        w.end_array();
    }
    w.end_object();
}

// The weights of DIR/foldK, as train.py writes them.
std::vector<attribution::detail::Models> fold_models(const std::string& dir) {
    std::vector<attribution::detail::Models> result;
    while (true) {
        const auto scorer = [&](const char* decision) {
            std::ifstream in(dir + "/fold" + std::to_string(result.size()) + "/" + decision + ".weights.txt");
            const std::string weights((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
            return attribution::detail::Scorer(weights);
        };
        attribution::detail::Models models{scorer("cue"), scorer("content"), scorer("left"), scorer("right"),
                                           scorer("source")};
        if (models.cue.is_empty()) return result;
        result.push_back(std::move(models));
    }
}

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    int repeat = 1;
    bool everything = false;
    std::vector<attribution::detail::Models> folds;
    attribution::detail::Thresholds chosen;
    for (int i = 2; i < argc; ++i) {
        if (std::string(argv[i]) == "--repeat" && i + 1 < argc) repeat = std::max(1, std::atoi(argv[++i]));
        if (std::string(argv[i]) == "--all") everything = true;
        if (std::string(argv[i]) == "--thresholds" && i + 3 < argc) {
            chosen.report = std::strtof(argv[++i], nullptr);
            chosen.report_other = std::strtof(argv[++i], nullptr);
            chosen.report_quote = std::strtof(argv[++i], nullptr);
        }
        if (std::string(argv[i]) == "--folds" && i + 1 < argc) folds = fold_models(argv[++i]);
    }
    std::ifstream in(argv[1]);
    std::string line;
    std::size_t articles = 0, bytes = 0;
    double spent = 0;  // seconds of this thread
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        const auto object = boost::json::parse(line).as_object();
        Article article;
        article.text = text_of(object, "text");
        article.title = text_of(object, "title");
        article.language = text_of(object, "lang");
        if (article.language.empty()) article.language = "en";
        if (const auto genre = genre_named(text_of(object, "genre"))) article.genre = *genre;
        Annotations a;
        const double begin = thread_seconds();
        for (int i = 0; i < repeat; ++i)
            a = attribution::annotate(article);
        spent += thread_seconds() - begin;
        std::vector<attribution::detail::Found> found;
        if (everything || !folds.empty()) {
            const attribution::detail::Scan scan = attribution::detail::scan(article);
            const attribution::detail::Context context(scan);
            const attribution::detail::Models& models =
                folds.empty() ? attribution::detail::Models::of(scan.language) : folds[articles % folds.size()];
            attribution::detail::Thresholds thresholds = chosen;
            if (everything)
                thresholds = {.report = 0.1F,
                              .report_other = 0.1F,
                              .report_quote = 0.1F,
                              .consider = 0.1F,
                              .report_in_quote = 0.1F};
            found = attribution::detail::find_attributions(context, models, thresholds);
            a.attributions = attribution::detail::report(context, found);
        }
        ++articles;
        bytes += article.text.size();
        const utf8::OffsetMap map(article.text, utf8::OffsetUnit::code_points);
        std::string out;
        json::Writer w(out);
        w.begin_object().field("id", text_of(object, "id")).key("attributions").begin_array();
        for (std::size_t i = 0; i < a.attributions.size(); ++i) {
            const Attribution& x = a.attributions[i];
            w.begin_object().field("kind", name(x.kind));
            span(w, "content", x.content, article.text, map, x.parts);
            span(w, "cue", x.cue, article.text, map);
            span(w, "source", x.source, article.text, map);
            w.text_or_null("speaker", x.speaker).text_or_null("role", x.speaker_role);
            w.field("stance", name(x.stance)).field("confidence", static_cast<double>(x.confidence));
            if (!found.empty()) {
                w.key("p").begin_array().value(static_cast<double>(found[i].probability));
                w.value(static_cast<double>(found[i].sure_content)).value(static_cast<double>(found[i].sure_source));
                w.value(found[i].in_quote).end_array();
            }
            w.end_object();
        }
        w.end_array().key("quantities").begin_array();
        for (const Quantity& q : a.quantities) {
            w.begin_object().field("start", map(q.range.begin)).field("end", map(q.range.end));
            w.field("text", slice(article.text, q.range))
                .field("value", q.value)
                .field("low", q.low)
                .field("high", q.high);
            w.field("unit", q.unit).text_or_null("of", slice(article.text, q.of)).end_object();
        }
        w.end_array().key("unknowns").begin_array();
        for (const TextRange u : a.unknowns)
            w.begin_object()
                .field("start", map(u.begin))
                .field("end", map(u.end))
                .field("text", slice(article.text, u))
                .end_object();
        w.end_array().key("theses").begin_array();
        for (const TextRange u : a.theses)
            w.begin_object()
                .field("start", map(u.begin))
                .field("end", map(u.end))
                .field("text", slice(article.text, u))
                .end_object();
        w.end_array().end_object();
        std::cout << out << '\n';
    }
    std::cerr << articles << " articles, " << bytes / (articles + (articles == 0)) << " bytes each, "
              << static_cast<double>(articles) * repeat / spent << " articles/s in annotate\n";
}
