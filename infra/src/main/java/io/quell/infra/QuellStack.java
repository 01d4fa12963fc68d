package io.quell.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// A stack with Quell in it and nothing else.
public final class QuellStack extends Stack {

  /// Creates it. It is protected from deletion, unless the settings say otherwise: what is on
  /// findings is given back by nobody once the stack is gone.
  ///
  /// @param scope the app
  /// @param id the stack's name in the app, and of its template
  /// @param stackProps where to deploy it
  /// @param props what to create
  public QuellStack(Construct scope, String id, StackProps stackProps, QuellProps props) {
    super(scope, id, stackProps);
    if (stackProps.getTerminationProtection() == null) {
      setTerminationProtection(true);
    }
    new StackOutputs(this).add(new QuellConstruct(this, "Quell", props), props.options());
  }
}
