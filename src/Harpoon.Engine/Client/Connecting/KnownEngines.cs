using System.Collections.Concurrent;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>The engines that answered in a build, by address: those that a build finds again are not asked once more who they are.</summary>
public sealed class KnownEngines
{
    private readonly ConcurrentDictionary<(string Address, TlsMaterial? Tls, Version? Requested), (string HostName, EnginePing Ping)> _answers = new();

    /// <summary>The first of a choice that answered before; null if none did. Those before it did not answer then.</summary>
    internal (Endpoint Endpoint, EnginePing Ping)? Find(EndpointChoice choice, Version? requested)
    {
        if (_answers.IsEmpty)
        {
            return null;
        }

        foreach (var endpoint in choice.Endpoints)
        {
            if (_answers.TryGetValue(KeyOf(endpoint, requested), out var answer))
            {
                // An ssh address may have an alias, which the first connection has looked up.
                return (endpoint with { HostName = answer.HostName }, answer.Ping);
            }
        }

        return null;
    }

    /// <summary>Adds an engine, unless it was started for one connection and ends with it.</summary>
    internal void Add(Endpoint endpoint, Version? requested, EnginePing ping)
    {
        if (!endpoint.IsStarted)
        {
            _answers.TryAdd(KeyOf(endpoint, requested), (endpoint.HostName, ping));
        }
    }

    private static (string, TlsMaterial?, Version?) KeyOf(Endpoint endpoint, Version? requested) => (endpoint.Address.OriginalString, endpoint.Tls, requested);
}
