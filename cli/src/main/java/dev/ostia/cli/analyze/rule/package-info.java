/** Checks across objects that Istio's analyzers make and translating does not. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.analyze.rule;
