/// An invented page as news sites make them, for the tests of the extractor.
#pragma once

#include <string>

namespace newsloom::tests {

inline std::string article_page(const std::string& head = "", const std::string& inside = "") {
    return R"(<!DOCTYPE html><html lang="en"><head><title>Ferry to Skarvoy runs aground in storm | The Skarvoy Post</title>
<meta property="og:site_name" content="The Skarvoy Post"><meta property="og:type" content="article">
<meta property="og:title" content="Ferry to Skarvoy runs aground in storm">
<meta property="article:published_time" content="2026-03-08T21:40:00+01:00">)" +
           head + R"(</head><body>
<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article class="article"><p class="kicker">Shipping</p><h1 class="headline">Ferry to Skarvoy runs aground in storm</h1>
<div class="byline">By <a rel="author" href="/ines-kerr">Ines Kerr</a> and Tomas Reyland</div>
<time datetime="2026-03-08T21:40:00+01:00">8 March 2026</time>
<div class="share-bar"><a href="#">Share on a network</a> <a href="#">Copy link</a></div>
<div class="article-body">
<p>The ferry Halvard ran aground off Skarvoy on Sunday evening with 48 people on board, the coast guard said, after its engine failed in a storm.</p>
<p>Nobody was hurt, according to harbour master Per Lund. All passengers were taken off by two lifeboats before midnight, and most of them spent the night in the village school.</p>
<aside class="newsletter-signup"><p>Sign up for our newsletter and get the morning's news in your inbox.</p></aside>
<p>“We felt a blow, and then the lights went out,” said Mara Olsen, who was on her way home from the mainland with her two children.</p>
<h2>Salvage on Tuesday</h2>
<p>Salvage crews will try to pull the ferry free at high tide on Tuesday. Until then a smaller boat is to serve the island twice a day, the operator said on Monday.</p>
)" + inside +
           R"(<p>The Halvard was built in 1987 and was last inspected in October. The accident board has opened an inquiry and asks witnesses to come forward.</p>
</div></article>
<section class="related-articles"><h3>Read more</h3><ul><li><a href="/harbour">Harbour of Skarvoy to be dredged next year</a></li>
<li><a href="/bridge">Council puts off its vote on the bridge again</a></li></ul></section></main>
<footer class="site-footer"><p>© 2026 The Skarvoy Post. All rights reserved.</p><a href="/imprint">Imprint</a></footer></body></html>)";
}

}  // namespace newsloom::tests
