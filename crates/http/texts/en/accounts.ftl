# Pages about accounts and contacts.
accounts-title = Accounts
accounts-new = New account
accounts-find = Find an account
accounts-none = No accounts yet. Add one, or open a deal: its account comes along.
accounts-rows = { $count ->
    [one] one account
   *[other] { $count } accounts on this page
}
account-name = Name
account-industry = Industry
account-country = Country
account-website = Website
account-employees = Employees
account-founded = Founded
account-open-deals = Open deals
account-change = Change the account
account-more = More for this account
account-all-deals = All of them
account-no-deals = No deals with this account yet.
account-no-contacts = Nobody there is known yet.
account-companies = Companies that belong to it
account-will-be-new = No account begins like this; it will be a new one.
contact-will-be-new = Nobody is called like this; it will be a new contact.
merge-title = Merge another account into this
merge-what = Deals, contacts, notes and companies of the other account come to { $name }. Its address leads here from then on.
merge-other = The other account
merge-do = Merge
contacts-title = Contacts
contacts-new = New contact
contacts-none = No contacts yet. Add the first person you talk to.
contact-change = Change the contact
contact-title = What they do there
contact-phone = Phone
said-account-added = The account is added.
said-account-changed = The account is changed.
said-accounts-merged = The two accounts are one now.
said-contact-added = The contact is added.
said-contact-changed = The contact is changed.
