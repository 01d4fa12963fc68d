package io.quell.lambda.snapshot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Runs work before Lambda takes a snapshot of the function, where it takes one.
public final class BeforeSnapshot {
  /// The variable that says how the function was started (Lambda Developer Guide, environment
  /// variables of the runtime).
  private static final String HOW_STARTED = "AWS_LAMBDA_INITIALIZATION_TYPE";

  private static final String FROM_A_SNAPSHOT = "snap-start";

  private BeforeSnapshot() {}

  /// Has the work run when everything else is ready. Where no snapshot is taken it never runs, and
  /// no class of the interface to the runtime is loaded.
  ///
  /// @param work what it throws fails the start of the function
  public static void run(Map<String, String> environment, Runnable work) {
    if (FROM_A_SNAPSHOT.equals(environment.get(HOW_STARTED))) {
      Hook.register(work);
    }
  }

  private record Hook(Runnable work) implements Resource {
    /// The runtime itself forgets a hook that nobody else holds.
    private static final List<Hook> ALL = new CopyOnWriteArrayList<>();

    private static void register(Runnable work) {
      var hook = new Hook(work);
      ALL.add(hook);
      Core.getGlobalContext().register(hook);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      work.run();
    }

    /// What was opened for the work is closed by then, so that there is nothing to renew.
    @Override
    public void afterRestore(Context<? extends Resource> context) {}
  }
}
