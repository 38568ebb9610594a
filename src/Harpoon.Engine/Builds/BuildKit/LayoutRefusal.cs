using Harpoon.BuildKit.Control;
using Harpoon.BuildKit.Grpc;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>Refuses images in folders where BuildKit has no source for them: that of Docker's older image store has none.</summary>
internal static class LayoutRefusal
{
    /// <exception cref="HarpoonException">HRP3130, at each named context.</exception>
    public static async Task ThrowIfNeededAsync(ImageBuildRequest request, ControlClient control, CancellationToken cancellationToken)
    {
        NamedContext[] layouts = [.. request.NamedContexts.Where(context => context.Kind == NamedContextKind.Layout)];
        if (layouts.Length > 0 && await HasOlderStoreAsync(control, cancellationToken))
        {
            throw new HarpoonException([.. layouts.Select(context =>
                Diagnostic.Of("HRP3130", context.Name).About(new ItemReference(OptionNames.NamedContext, context.Name)))]);
        }
    }

    private static async Task<bool> HasOlderStoreAsync(ControlClient control, CancellationToken cancellationToken)
    {
        try
        {
            return await control.ListWorkersAsync(cancellationToken) is [{ Snapshotter: null }, ..];
        }
        catch (RpcException)
        {
            // The build itself will show what it can do.
            return false;
        }
    }
}
