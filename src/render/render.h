/// An edition in, files and message parts out. Templates are Mustache; everything they print comes from the edition's
/// lines or the label catalogue.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "model/edition.h"

namespace newsloom::render {

/// The text of a label; edition::label_text in the product.
using LabelText = std::function<std::string(const Label&)>;

struct File {
    std::string path;  ///< relative to the site's root, '/' as separator: "2026-03-09-morning/index.html"
    std::string bytes;
};

struct SiteOptions {
    std::string title = "Newsloom";
    std::string base_url;  ///< "" for files opened from disk: all links are relative anyway
};

/// The pages of one edition (its front page, one page per story) and, over all editions given (newest first),
/// index.html, archive.html, feed.xml, feed.json and the style sheet. Only plain files; readable from disk without a
/// server.
[[nodiscard]] std::vector<File> site(std::span<const Edition> editions, const LabelText& label_text,
                                     const SiteOptions& options = {});

struct MailParts {
    std::string subject, preheader, html, text;
};

[[nodiscard]] MailParts mail(const Edition& edition, const LabelText& label_text, const SiteOptions& options = {});

/// The edition as plain text for the terminal (`newsloom edition --dry-run`).
[[nodiscard]] std::string terminal(const Edition& edition, const LabelText& label_text);

}  // namespace newsloom::render
