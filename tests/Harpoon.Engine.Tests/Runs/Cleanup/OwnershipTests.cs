using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

/// <summary>What looks like a dead process's, and is not. The process has a place of its own, which the runs of other tests don't judge.</summary>
public sealed class OwnershipTests(EngineFixture fixture) : RunTests(fixture)
{
    private string Name => $"harpoon-runs-{Marker}";

    private string Copy => $"harpoon-test-copy:{Marker}";

    private BuildProcess Dead => new(new ScriptedProcesses(Marker));

    private ServiceOwner Owner => ServiceOwner.Of($"/here/{Marker}.proj", Marker, Host);

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_dead_session_made_goes_also_where_its_image_carries_the_mark_of_another(bool byId)
    {
        await InCopyAsync(await CreateAsync(TestImages.Base, Name), async copy =>
        {
            // Of an image that carries another's mark, as what is run from a committed container does.
            await CreateAsync(byId ? copy.Id : Copy, $"{Name}-2");

            await SweepAsync();

            Assert.Empty(await MarkedContainersAsync());
        });
    }

    [EngineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_container_of_a_committed_image_stays_with_its_volume_also_under_the_same_name(bool underSameName)
    {
        var engine = await EngineAsync();
        var original = await CreateAsync(TestImages.Base, Name);
        await InCopyAsync(original, async _ =>
        {
            await engine.Containers.RemoveAsync(original.Id, Token);
            var foreign = await engine.Containers.CreateAsync(
                new ContainerSpec(Copy) { Name = underSameName ? Name : $"{Name}-foreign", Volumes = ["/data"], Command = ["true"] }, Token);
            Assert.Equal(original.Mark, (await OfIdAsync(foreign.Id)).Labels[HarpoonLabels.Session]);

            await SweepAsync();
            await ContainerClean.ExecuteAsync(Owner, engine, Report, Token);

            Assert.Equal(foreign.Id, Assert.Single(await MarkedContainersAsync()).Id);
            Assert.True(await engine.Containers.HasPathAsync(foreign.Id, "/data", Token));
            Assert.Contains(Report.Messages, message => message.Text.StartsWith("Kept the container harpoon-runs-", StringComparison.Ordinal));
        });
    }

    [EngineFact]
    public async Task A_container_of_a_committed_container_that_ran_by_its_images_id_stays()
    {
        var engine = await EngineAsync();
        var id = (await engine.Images.FindAsync(TestImages.Base, Token))!.Id;
        var original = await CreateAsync(id, Name);
        await InCopyAsync(original, async _ =>
        {
            await engine.Containers.RemoveAsync(original.Id, Token);
            var foreign = await engine.Containers.CreateAsync(new ContainerSpec(Copy) { Name = Name, Command = ["true"] }, Token);

            await SweepAsync();

            Assert.Equal(foreign.Id, Assert.Single(await MarkedContainersAsync()).Id);
        });
    }

    [EngineFact]
    public async Task A_container_that_was_renamed_stays()
    {
        var engine = await EngineAsync();
        var renamed = await CreateAsync(TestImages.Base, Name, (HarpoonLabels.Keep, Owner.Id));
        await engine.Containers.RenameAsync(renamed.Id, $"{Name}-mine", Token);
        try
        {
            await SweepAsync();
            await ContainerClean.ExecuteAsync(Owner, engine, Report, Token);

            Assert.Equal(renamed.Id, Assert.Single(await MarkedContainersAsync()).Id);
        }
        finally
        {
            await engine.Containers.RemoveAsync(renamed.Id, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task A_container_and_a_network_whose_labels_were_copied_stay()
    {
        var engine = await EngineAsync();
        var mark = OwnershipMark.Of(Dead.Identity, Name).ToString();
        var labels = new Dictionary<string, string> { [HarpoonLabels.Session] = mark, [Label] = Marker };
        var network = await engine.Networks.CreateAsync($"{Name}-mine", labels, Token);
        var container = await engine.Containers.CreateAsync(new ContainerSpec(TestImages.Base) { Labels = labels, Command = ["true"] }, Token);
        try
        {
            await SweepAsync();

            Assert.NotNull(await engine.Networks.FindAsync(network, Token));
            Assert.Equal(container.Id, Assert.Single(await MarkedContainersAsync()).Id);
        }
        finally
        {
            await engine.Containers.RemoveAsync(container.Id, CancellationToken.None);
            await engine.Networks.RemoveAsync(network, CancellationToken.None);
        }
    }

    [EngineFact]
    public async Task A_clean_takes_what_was_kept_in_its_folder_and_leaves_what_was_kept_in_another()
    {
        var engine = await EngineAsync();
        var elsewhere = ServiceOwner.Of($"/elsewhere/{Marker}.proj", Marker, Host);
        var here = await CreateAsync(TestImages.Base, Name, (HarpoonLabels.Keep, Owner.Id));
        var there = await CreateAsync(TestImages.Base, $"{Name}-there", (HarpoonLabels.Keep, elsewhere.Id));

        await ContainerClean.ExecuteAsync(Owner, engine, Report, Token);

        Assert.Equal(there.Id, Assert.Single(await MarkedContainersAsync()).Id);
        Assert.NotEqual(here.Id, there.Id);
        await ContainerClean.ExecuteAsync(elsewhere, engine, Report, Token);
        Assert.Empty(await MarkedContainersAsync());
    }

    [EngineFact]
    public async Task The_copy_of_a_kept_container_goes_with_it_and_no_other_image_of_that_name()
    {
        var engine = await EngineAsync();
        var (copied, other) = (KeptContainer.CopyOf(Name), KeptContainer.CopyOf($"{Name}-2"));
        var kept = await CreateAsync(TestImages.Base, Name, (HarpoonLabels.Keep, Owner.Id));
        await CreateAsync(TestImages.Base, $"{Name}-2", (HarpoonLabels.Keep, Owner.Id));
        await CommitAsync(kept.Id, copied);
        await CommitAsync(kept.Id, other);
        try
        {
            await ContainerClean.ExecuteAsync(Owner, engine, Report, Token);

            Assert.Empty(await MarkedContainersAsync());
            Assert.Null(await engine.Images.FindAsync(copied, Token));
            Assert.NotNull(await engine.Images.FindAsync(other, Token));
        }
        finally
        {
            await engine.Images.RemoveAsync(other, force: true, CancellationToken.None);
        }
    }

    private async Task SweepAsync() => await Leftovers.SweepAsync(await EngineAsync(), Dead, Report, Token);

    private async Task<LabelledObject> OfIdAsync(string id) => (await MarkedContainersAsync()).Single(container => container.Id == id);

    private async Task<(string Id, string Mark)> CreateAsync(string image, string name, params (string Name, string Value)[] more)
    {
        var spec = OwnershipMark.Put(new ContainerSpec(image)
        {
            Name = name,
            Command = ["true"],
            Labels = more.Append((HarpoonLabels.Session, Dead.Identity.ToString())).Append((Label, Marker)).ToDictionary(label => label.Item1, label => label.Item2),
        });
        return ((await (await EngineAsync()).Containers.CreateAsync(spec, Token)).Id, spec.Labels[HarpoonLabels.Session]);
    }

    private static async Task CommitAsync(string container, string image)
    {
        Assert.SkipUnless(ExternalProgram.Exists("docker"), "Needs the docker CLI.");
        await ExternalProgram.RunAsync("docker", ["commit", container, image]);
    }

    /// <summary>Does something with an image of a container; both, and what was made of the image, are gone afterwards.</summary>
    private async Task InCopyAsync((string Id, string Mark) original, Func<ImageDetails, Task> action)
    {
        var engine = await EngineAsync();
        try
        {
            await CommitAsync(original.Id, Copy);
            await action((await engine.Images.FindAsync(Copy, Token))!);
        }
        finally
        {
            foreach (var container in await MarkedContainersAsync())
            {
                await engine.Containers.RemoveAsync(container.Id, CancellationToken.None);
            }

            await engine.Images.RemoveAsync(Copy, force: true, CancellationToken.None);
        }
    }
}
