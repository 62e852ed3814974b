/** The picture as SVG, HTML, DOT and Mermaid. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.graph.draw;
