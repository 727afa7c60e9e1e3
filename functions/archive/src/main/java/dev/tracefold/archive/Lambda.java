package dev.tracefold.archive;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * A lambda or a method reference, as the compiler describes it to {@code LambdaMetafactory}.
 *
 * @param instantiated the method's type with the interface's type parameters filled in
 * @param body what it runs, on what it captured and then on what it is called with
 */
record Lambda(LambdaShape shape, Type instantiated, Body body) {

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** The lambda that is made here; empty if something else is made, or one with more to it. */
  static Optional<Lambda> at(InvokeDynamicInsnNode site) {
    if (!site.bsm.getOwner().equals(METAFACTORY) || !site.bsm.getName().equals("metafactory")) {
      return Optional.empty();
    }
    Type descriptor = (Type) site.bsmArgs[0];
    LambdaShape shape =
        new LambdaShape(
            Type.getReturnType(site.desc).getInternalName(),
            site.name,
            descriptor.getDescriptor(),
            List.of(Type.getArgumentTypes(site.desc)));
    return Optional.of(
        new Lambda(shape, (Type) site.bsmArgs[2], new Body((Handle) site.bsmArgs[1])));
  }
}
