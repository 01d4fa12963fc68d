package io.quell.cli.hub;

import io.quell.localhub.fault.Fault;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.fault.InjectedFault;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A fault for a local hub, under the text by which it was asked for.
record NamedFault(String text, Fault fault) {

  /// A fault that a hub has.
  record Injected(String text, InjectedFault fault) {
    /// How often it has happened so far.
    int count() {
      return fault.count();
    }
  }

  /// Puts the fault into a hub.
  Injected into(Faults faults) {
    return new Injected(text, faults.inject(fault));
  }

  /// Reads the option's value.
  static final class FaultConverter implements ITypeConverter<NamedFault> {
    @Override
    public NamedFault convert(String text) {
      try {
        return new NamedFault(text, Fault.parse(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
