from training.corpus import read_all
from training.folds import held_out

ARTICLES = read_all()


def test_each_article_is_held_out_in_one_fold() -> None:
    apart = [article.id for fold in range(10) for article in held_out(ARTICLES, 10, fold)[1]]
    assert sorted(apart) == sorted(article.id for article in ARTICLES)


def test_nothing_held_out_is_trained_on() -> None:
    trained, apart = held_out(ARTICLES, 10, 3)
    assert not {article.id for article in trained} & {article.id for article in apart}
    assert len(trained) + len(apart) == len(ARTICLES)


def test_the_order_of_training_does_not_follow_the_files() -> None:
    trained, apart = held_out(ARTICLES, 0, 0)
    assert not apart
    assert [article.id for article in trained] != [article.id for article in ARTICLES]
