using System.Net;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>Whether a registry is reached with or without TLS, as an engine does it: without only on this machine, and where the engine has it as insecure.</summary>
internal static class RegistryScheme
{
    /// <summary>The address that the registry's paths are below.</summary>
    /// <param name="host">The registry's host.</param>
    /// <param name="probe">Calls an address, and returns the status.</param>
    /// <param name="isInsecure">Whether the registry may be reached without TLS.</param>
    /// <exception cref="RegistryCallException">It can't be reached.</exception>
    public static async Task<Uri> FindAsync(string host, Func<Uri, Task<HttpStatusCode>> probe, Func<Task<bool>> isInsecure)
    {
        var (secure, plain) = (new Uri($"https://{host}/v2/"), new Uri($"http://{host}/v2/"));
        if (secure.IsLoopback && await SpeaksAsync(plain, probe))
        {
            return plain;
        }

        try
        {
            await probe(secure);
            return secure;
        }
        catch (RegistryCallException e) when (e.IsTls && !secure.IsLoopback)
        {
            if (!await isInsecure() || !await SpeaksAsync(plain, probe))
            {
                throw;
            }

            return plain;
        }
    }

    /// <summary>Whether the registry answers without TLS. One with TLS answers 400, or ends the connection.</summary>
    private static async Task<bool> SpeaksAsync(Uri plain, Func<Uri, Task<HttpStatusCode>> probe)
    {
        try
        {
            return await probe(plain) != HttpStatusCode.BadRequest;
        }
        catch (RegistryCallException e) when (e.IsNotHttp)
        {
            return false;
        }
    }
}
