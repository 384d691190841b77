// publish: the frozen editions as files. Everything comes from the ledger, so it can be done again at any time.
#include <algorithm>

#include "edition/compose.h"
#include "mail/message.h"
#include "pipeline/detail/publisher.h"
#include "pipeline/detail/state.h"
#include "printed/edition.h"
#include "render/render.h"

namespace newsloom::pipeline {

namespace {

render::LabelText label_text_in(std::string language) {
    return [language = std::move(language)](const Label& label) { return edition::label_text(label, language); };
}

/// What others link to is written first: styles, then the deepest pages, then the editions' front pages, then the pages
/// of the whole site. So at no moment does a page that readers can reach link to one that is not there yet.
int order_of(const render::File& file) {
    const auto depth = std::count(file.path.begin(), file.path.end(), '/');
    const bool is_page = file.path.ends_with(".html") || file.path.ends_with(".xml") || file.path.ends_with(".json");
    if (!is_page) return 0;
    const bool front = file.path.ends_with("index.html");
    return depth > 0 ? (front ? 2 : 1) : (front ? 4 : 3);
}

}  // namespace

Result<PublishReport> Newsloom::publish() {
    Engine& engine = state_->engine;
    NL_TRY(const auto rows, store::select<store::EditionRow>(engine.ledger, {.descending = true}));
    std::vector<Edition> editions;
    for (const store::EditionRow& row : rows) {
        NL_TRY(Edition edition, printed::edition_from_json(row.json));
        edition.id = row.id;
        editions.push_back(std::move(edition));
    }
    std::vector<render::File> files =
        render::site(editions, label_text_in(engine.options.language),
                     {.title = engine.options.site_title, .base_url = engine.options.base_url});
    std::stable_sort(files.begin(), files.end(),
                     [](const render::File& a, const render::File& b) { return order_of(a) < order_of(b); });

    FolderPublisher site(engine.options.site);
    PublishReport report;
    report.front_page = engine.options.site / "index.html";
    for (const render::File& file : files) {
        NL_TRY(const bool written, site.put(file.path, file.bytes));
        if (written) {
            report.written.push_back(engine.options.site / file.path);
        } else {
            ++report.unchanged;
        }
    }
    NL_CHECK(site.finish());
    return report;
}

Result<std::filesystem::path> Newsloom::write_mail(std::string_view edition_key) {
    const Options& options = state_->engine.options;
    NL_TRY(const Edition edition, this->edition(edition_key));
    render::MailParts parts = render::mail(edition, label_text_in(edition.language),
                                           {.title = options.site_title, .base_url = options.base_url});
    mail::Message message;
    message.from_name = options.from_name;
    message.from_address = options.from_address;
    message.to_address = options.from_address;
    message.subject = std::move(parts.subject);
    message.text = std::move(parts.text);
    message.html = std::move(parts.html);
    message.message_id = edition.key + ".preview@" + options.from_address.substr(options.from_address.find('@') + 1);
    message.date = edition.composed;
    NL_TRY(const std::string bytes, mail::bytes_of(message));
    const std::filesystem::path file = options.mail / (edition.key + ".eml");
    NL_CHECK(write_whole(file, bytes));
    return file;
}

}  // namespace newsloom::pipeline
