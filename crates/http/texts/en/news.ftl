# News for one person, behind the bell.
news-title = News
news-see = I have seen it all
news-new = (new)
news-none = No news. When somebody adds you to a deal, asks you or thanks you, it stands here.
said-news-seen = All seen.
