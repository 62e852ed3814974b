/** One class for each thing that a route can do. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.route.feature;
