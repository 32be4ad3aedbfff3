from __future__ import annotations

from disputes.graph.map.bundles import bundles_of


def test_parallel_edges_of_a_pair_are_one_bundle_a_kind_in_whichever_direction(make):
    make.article("n", "News")
    kesh, orsk = make.node("State", "Kesh"), make.node("State", "Orsk")
    first = make.assertion("ACCUSES", kesh, orsk, "{0} accused {1}", "accused", "n", date="2031-02-01")
    second = make.assertion("REJECTS", orsk, kesh, "{0} rejected {1}", "rejected", "n", date="2031-01-01")
    third = make.assertion("MEETS", kesh, orsk, "{0} met {1}", "met", "n")

    bundles = bundles_of(make.graph)

    assert [(bundle.ends, bundle.kind) for bundle in bundles] == [
        ((kesh, orsk), "contention"),
        ((kesh, orsk), "cooperation"),
    ]
    assert [[edge.properties["id"] for edge in bundle.edges] for bundle in bundles] == [[second, first], [third]]
    assert (bundles[0].edges[0].source, bundles[0].edges[0].target) == (orsk, kesh)


def test_no_edge_is_lost_in_bundling(sample_graph):
    keys = [edge.properties["id"] for bundle in bundles_of(sample_graph) for edge in bundle.edges]
    assert sorted(keys) == sorted(key for _, _, key in sample_graph.edges(keys=True))


def test_edges_of_a_dispute_are_a_kind_of_their_own_and_party_to_an_agreement_is_a_tie(make):
    make.article("n", "News")
    kesh, orsk = make.node("State", "Kesh"), make.node("State", "Orsk")
    accord, villa = make.node("Agreement", "Accord"), make.node("Property", "Villa")
    make.assertion("PARTY_TO", kesh, accord, "{0} is a party to {1}", "party", "n")
    make.dispute((kesh, orsk), "visas", villa)

    kinds = {frozenset(bundle.ends): bundle.kind for bundle in bundles_of(make.graph)}

    dispute = next(node for node, kind in make.graph.nodes(data="type") if kind == "Dispute")
    assert kinds == {
        frozenset((kesh, accord)): "tie",
        frozenset((kesh, dispute)): "dispute",
        frozenset((orsk, dispute)): "dispute",
        frozenset((villa, dispute)): "dispute",
    }


def test_an_edge_of_a_node_to_itself_is_a_bundle(make):
    make.article("n", "News")
    kesh = make.node("State", "Kesh")
    make.assertion("ACCUSES", kesh, kesh, "{0} accused {1}", "accused", "n")
    assert [bundle.ends for bundle in bundles_of(make.graph)] == [(kesh, kesh)]
