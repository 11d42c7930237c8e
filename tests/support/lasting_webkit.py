"""A browser of one page that keeps its profile: WebKitGTK's own MiniBrowser forgets it under automation.

Arguments: the folder of the profile, and the address of the proxy for all hosts but loopback.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

profile, proxy = sys.argv[1:3]
data = WebKit2.WebsiteDataManager(base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache")
hosts = WebKit2.NetworkProxySettings.new(proxy, ["127.0.0.1", "localhost"])
data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, hosts)
context = WebKit2.WebContext.new_with_website_data_manager(data)
context.set_automation_allowed(True)


def create_view(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window()
    window.set_default_size(1280, 900)
    window.add(view)
    window.show_all()
    view.grab_focus()
    return view


def automation_started(_context, session):
    information = WebKit2.ApplicationInfo()
    information.set_name("Lasting")
    information.set_version(1, 0, 0)
    session.set_application_info(information)
    session.connect("create-web-view", create_view)
    session.connect("will-close", lambda _session: Gtk.main_quit())


context.connect("automation-started", automation_started)
Gtk.main()
