/** The joins: which Gateways and VirtualServices a proxy gets, and what a destination means. */
@org.jspecify.annotations.NullMarked
package dev.ostia.translator.resolve;
