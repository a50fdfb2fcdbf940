"""The graph as RDF in Turtle, with vocabularies that others read.

    gm:      the types and edges of the schema (gm:Goal, gm:pursuedBy), and gm:rule, gm:confidence, gm:reason
    skos:    indicators, sectors, places, districts and departments are concepts with labels and codes
    prov:    statements are entities quoted from the document; an edge is derived from the facts that are its evidence
    oa:      each statement is the body of an annotation whose target is the document, selected by quote, characters and page

An edge is one plain triple, and one rdf:Statement about that triple which carries rule, confidence and evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.graph.schema import schema

if TYPE_CHECKING:
    import networkx

PREFIXES = {
    "gm": "urn:gangmu:term:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
}
CONCEPTS = ("Indicator", "Sector", "Place", "District", "Department")
CONCEPT_TERMS = {"code": "skos:notation", "adcode": "skos:notation", "indicator_id": "skos:notation", "forms": "skos:altLabel"}
SELECTORS = ("quote", "span_start", "span_end", "page")
PAGES = "http://tools.ietf.org/rfc/rfc3778"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write_turtle(graph: networkx.MultiDiGraph[str], path: Path) -> None:
    """Nodes, edges, statements about edges, and annotations, in the graph's order."""
    base = f"urn:gangmu:{quote(str(graph.graph.get('document', 'plan')), safe='')}:"
    document = next(node for node, data in graph.nodes(data=True) if data["label"] == "Document")
    lines = [f"@prefix {prefix}: <{name}> ." for prefix, name in PREFIXES.items()]
    lines += _vocabulary()
    for node, data in graph.nodes(data=True):
        lines += _node(base, node, data)
        if "quote" in data:
            lines.append(_annotation(base, document, node, data))
    for source, target, data in graph.edges(data=True):
        lines += _edge(base, source, target, data)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _vocabulary() -> Iterator[str]:
    for label in schema().labels.values():
        parent = "skos:Concept" if label.name in CONCEPTS else "prov:Entity"
        yield f'gm:{label.name} a rdfs:Class ; rdfs:label "{label.zh}"@zh ; rdfs:subClassOf {parent} .'
    for edge in schema().edges.values():
        yield f'gm:{term(edge.name)} a rdf:Property ; rdfs:label "{edge.zh}"@zh .'


def _node(base: str, node: str, data: dict[str, Any]) -> Iterator[str]:
    concept = data["label"] in CONCEPTS
    facts = [f"a gm:{data['label']}" + (", skos:Concept" if concept else ", prov:Entity")]
    facts.append(f"{'skos:prefLabel' if concept else 'rdfs:label'} {_text(data['name'])}@zh")
    for name, kind in schema().labels[data["label"]].properties.items():
        if data.get(name) is not None and name not in SELECTORS:
            predicate = CONCEPT_TERMS.get(name) if concept else "dcterms:title" if name == "title" else None
            facts += [f"{predicate or f'gm:{term(name)}'} {value}" for value in _values(data[name], kind)]
    yield f"{_iri(base, node)} " + " ;\n  ".join(facts) + " ."


def _annotation(base: str, document: str, node: str, data: dict[str, Any]) -> str:
    selectors = [f"[ a oa:TextQuoteSelector ; oa:exact {_text(data['quote'])} ]"]
    selectors.append(f"[ a oa:TextPositionSelector ; oa:start {data['span_start']} ; oa:end {data['span_end']} ]")
    if data.get("page") is not None:
        selectors.append(f'[ a oa:FragmentSelector ; dcterms:conformsTo <{PAGES}> ; rdf:value "page={data["page"]}" ]')
    target = f"[ oa:hasSource {_iri(base, document)} ; oa:hasSelector " + ", ".join(selectors) + " ]"
    body = _iri(base, node)
    return f"{body} prov:wasQuotedFrom {_iri(base, document)} .\n[] a oa:Annotation ; oa:motivatedBy oa:identifying ; oa:hasBody {body} ; oa:hasTarget {target} ."


def _edge(base: str, source: str, target: str, data: dict[str, Any]) -> Iterator[str]:
    subject, predicate, value = _iri(base, source), f"gm:{term(data['label'])}", _iri(base, target)
    yield f"{subject} {predicate} {value} ."
    evidence = ", ".join(_iri(base, fact) for fact in data["evidence"])
    reason = f" ; gm:reason {_text(data['reason'])}@zh" if data.get("reason") else ""
    yield (
        f"[] a rdf:Statement ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ; gm:rule {_text(data['rule'])} ; "
        f'gm:confidence "{data["confidence"]}" ; prov:wasDerivedFrom {evidence}{reason} .'
    )


@cache
def term(name: str) -> str:
    """PURSUED_BY → pursuedBy, base_value → baseValue."""
    return re.sub(r"_(\w)", lambda match: match.group(1).upper(), name.lower())


@lru_cache(maxsize=65536)
def _iri(base: str, node: str) -> str:
    return f"<{base}{quote(node, safe=':')}>"


def _values(value: Any, kind: str) -> list[str]:
    if kind == "strings":
        return [_text(item) for item in value]
    if kind == "bool":
        return ["true" if value else "false"]
    if kind == "float":
        return [f'"{value}"^^xsd:decimal']
    return [str(value)] if kind == "int" else [_text(str(value))]


def _text(value: str) -> str:
    return f'"{value.translate(ESCAPES)}"'
